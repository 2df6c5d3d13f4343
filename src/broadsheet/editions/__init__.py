"""Recipe + Stories -> Edition: choice, Lines, proofs, the seal, and checking all of it again.

Promise: nothing is printed but Lines, each traced to its source; the same material gives the same edition and the
same hash; it keeps to its length and says what it left out.
Theory: what several reports share is what happened; who said it travels with the words; a sentence that needs its
neighbours is not printed.
Known failures: a story that one report alone tells is chosen by its opening; what is true and badly written is
printed as it stands.
"""

from broadsheet.editions.check.proof import proofs
from broadsheet.editions.check.public import public
from broadsheet.editions.check.schema import edition_schema
from broadsheet.editions.check.seal import MANIFEST, PROOFS, Sealed, seal, seal_anew
from broadsheet.editions.check.verify import Ledgered, Verdict, hash_given, verify
from broadsheet.editions.check.withdrawn import without
from broadsheet.editions.compose import compose, standings
from broadsheet.editions.material import Before, CorrectionMaterial, Material, StoryMaterial
from broadsheet.editions.recipe import Recipe
from broadsheet.editions.recipe_files import names, recipe, shipped
from broadsheet.editions.select.candidates import DigestText
from broadsheet.editions.select.counts import Counts, of_story
from broadsheet.editions.select.digest import choose
from broadsheet.editions.select.headlines import choose as headline
from broadsheet.editions.write.computed import clock_time, left_out
from broadsheet.editions.write.sentences import key, refused
from broadsheet.formats import root as edition_hash

__all__ = [
    "MANIFEST",
    "PROOFS",
    "Before",
    "CorrectionMaterial",
    "Counts",
    "DigestText",
    "Ledgered",
    "Material",
    "Recipe",
    "Sealed",
    "StoryMaterial",
    "Verdict",
    "choose",
    "clock_time",
    "compose",
    "edition_hash",
    "edition_schema",
    "hash_given",
    "headline",
    "key",
    "left_out",
    "names",
    "of_story",
    "proofs",
    "public",
    "recipe",
    "refused",
    "seal",
    "seal_anew",
    "shipped",
    "standings",
    "verify",
    "without",
]  # fmt: skip
