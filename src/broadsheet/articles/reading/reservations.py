"""What a publisher reserves: robots meta elements, the X-Robots-Tag header, text and data mining (TDMRep)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from broadsheet.model import Capture

_KEPT = re.compile(r"noarchive|nosnippet|noindex|noai|noimageai|max-snippet\s*:\s*-?\d+", re.IGNORECASE)
# A header may name the crawler that it is for: "otherbot: noindex".
_AGENT = re.compile(r"^\s*(?!max-|unavailable)([a-z][\w.-]*)\s*:\s*(?=\D)", re.IGNORECASE)
_ROBOTS = ("robots", "broadsheet")


def read(capture: Capture, meta: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The reservations in one spelling (``noarchive``, ``nosnippet``, ``max-snippet:50``, ``tdm``), sorted."""
    found = {name for line in _lines(capture, meta) for name in _names(line)}
    tdm = [capture.header("tdm-reservation"), *meta.get("tdm-reservation", ())]
    if any(value.strip() == "1" for value in tdm):
        found.add("tdm")
    return tuple(sorted(found))


def _lines(capture: Capture, meta: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for name in _ROBOTS:
        yield from meta.get(name, ())
    for key, value in capture.headers:
        if key.lower() == "x-robots-tag":
            agent = _AGENT.match(value)
            if agent is None:
                yield value
            elif agent.group(1).lower() in ("broadsheet", "broadsheetbot"):
                yield value[agent.end() :]


def _names(line: str) -> Iterator[str]:
    for match in _KEPT.finditer(line):
        name = re.sub(r"\s+", "", match.group().lower())
        if name == "max-snippet:0":
            yield "nosnippet"
        elif not name.startswith("max-snippet:-"):
            yield name
    if re.search(r"(?<![\w-])none(?![\w-])", line, re.IGNORECASE):
        yield "noindex"
