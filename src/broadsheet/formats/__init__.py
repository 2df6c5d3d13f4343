"""What Broadsheet writes for years: wire types, apart from the nouns that the rooms compute with.

Three families of formats: editions with their proofs, entries of the journal, exported lines. Each names itself with a
number, such as ``broadsheet-edition/1``. What is written under a number never changes: a field more, a field less or
another meaning is a new number, with types of its own beside the old ones, and a reader reads its own number and all
before it. So a noun may be renamed or gain a field, and what was written before keeps its bytes and its hash.

What is hashed are the bytes as they are written (`sealing`), never a dump of the classes of the day. The package lies
below the stages and above `text`, since editions, pipeline, archive and newsroom all write or read such bytes.
"""

from broadsheet.formats.editions import (
    Stored,
    line_leaf,
    manifest_bytes,
    proofs_bytes,
    read_manifest,
    read_proofs,
    root,
    source_title_leaf,
)
from broadsheet.formats.sealing import is_hash

__all__ = [
    "Stored",
    "is_hash",
    "line_leaf",
    "manifest_bytes",
    "proofs_bytes",
    "read_manifest",
    "read_proofs",
    "root",
    "source_title_leaf",
]
