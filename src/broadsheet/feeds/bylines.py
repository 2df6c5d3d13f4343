"""Authors as feeds write them: a name, an address, or both in one line."""

from __future__ import annotations

import re
from dataclasses import dataclass

_EMAIL = re.compile(
    r"[a-zA-Z0-9_.+-]{1,80}@(?:\[[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.|(?:[a-zA-Z0-9-]{1,63}\.){1,8})(?:[a-zA-Z]{2,24}|[0-9]{1,3})\]?"
    r"(?:\?subject=\S+)?"
)


@dataclass(frozen=True, slots=True)
class Byline:
    """An author: `line` is what the feed says in one line, `name` and `email` its parts."""

    line: str
    name: str
    email: str

    @classmethod
    def of(cls, name: str, email: str) -> Byline:
        return cls(f"{name} ({email})" if name and email else name or email, name, email)


def byline(line: str) -> Byline:
    """A line such as ``desk@example.org (Ada Lind)`` or ``Ada Lind <desk@example.org>`` in its parts."""
    match = _EMAIL.search(line) if "@" in line else None
    if match is None:
        return Byline(line, line, "")
    name = line.replace(match.group(0), "")
    for empty in ("()", "<>", "&lt;&gt;"):
        name = name.replace(empty, "")
    return Byline(line, name.strip().removeprefix("(").removesuffix(")").strip(), match.group(0))
