"""The archive: WARC files written, read, repaired and rewritten, with their journal; and files that others made.

Promise: what `append` has returned is on the disk; nothing complete is ever lost; a torn record is set aside, and
each record of a foreign file has one outcome. `Archive` keeps what came, `journal` holds what was done with it,
`read_warc` and `read_jsonl` take imports, `sniff` tells what a file is.
Theory: each record is a gzip member of its own, so that a place can be read by itself and a damaged one costs only
itself.
Known failures: bytes that were damaged on the disk later are named, and cannot be mended.
"""

from broadsheet.archive.files import Archive
from broadsheet.archive.jsonl_import import read_jsonl
from broadsheet.archive.repair import Repair, Torn
from broadsheet.archive.rewriting import Rewritten, note
from broadsheet.archive.sniffing import sniff
from broadsheet.archive.warc_import import read_warc

__all__ = ["Archive", "Repair", "Rewritten", "Torn", "note", "read_jsonl", "read_warc", "sniff"]
