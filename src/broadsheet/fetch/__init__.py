"""The world in: polite and guarded HTTP, the WARC archive, and files that others made.

`Fetcher.get` asks an address, `Archive` keeps what came, `read_warc` and `read_jsonl` take imports.
"""

from broadsheet.fetch.archive import Archive
from broadsheet.fetch.client import Fetcher, user_agent
from broadsheet.fetch.exchange import Exchange, Fetched, Hop, Purpose, Request
from broadsheet.fetch.jsonlines import read_jsonl
from broadsheet.fetch.repair import Repair, Torn
from broadsheet.fetch.rewriting import Rewritten, note
from broadsheet.fetch.sniffing import sniff
from broadsheet.fetch.warcfiles import read_warc

__all__ = [
    "Archive",
    "Exchange",
    "Fetched",
    "Fetcher",
    "Hop",
    "Purpose",
    "Repair",
    "Request",
    "Rewritten",
    "Torn",
    "note",
    "read_jsonl",
    "read_warc",
    "sniff",
    "user_agent",
]
