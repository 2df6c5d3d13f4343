"""Recipe + Stories -> Edition: choice, Lines, proofs, the seal, and checking all of it again."""

from broadsheet.editions.compose import compose, standings
from broadsheet.editions.computed import clock_time, left_out
from broadsheet.editions.counts import Counts, of_story
from broadsheet.editions.digest import Source, choose
from broadsheet.editions.headlines import choose as headline
from broadsheet.editions.material import Before, CorrectionMaterial, Material, StoryMaterial
from broadsheet.editions.proof import proofs
from broadsheet.editions.public import public
from broadsheet.editions.recipe import Recipe, names, recipe, shipped
from broadsheet.editions.schema import edition_schema
from broadsheet.editions.seal import MANIFEST, PROOFS, Manifest, Sealed, edition_hash, seal, seal_anew
from broadsheet.editions.sentences import key
from broadsheet.editions.verify import Ledgered, Verdict, hash_given, verify
from broadsheet.editions.withdrawn import without

__all__ = [
    "MANIFEST", "PROOFS", "Before", "CorrectionMaterial", "Counts", "Ledgered", "Manifest", "Material", "Recipe", "Sealed", "Source", "StoryMaterial", "Verdict",
    "choose", "clock_time", "compose", "edition_hash", "edition_schema", "hash_given", "headline", "key", "left_out", "names", "of_story", "proofs", "public", "recipe", "seal", "seal_anew", "shipped", "standings", "verify", "without",
]  # fmt: skip
