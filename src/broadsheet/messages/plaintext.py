"""An Edition as plain text: for the terminal, for mail, for any reader."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from broadsheet.messages.links import Links, check
from broadsheet.messages.view import EntryView, GroupView, LineView, Viewer
from broadsheet.model import Edition

WIDTH = 78


def text(edition: Edition, *, hash: str, folder: str = "") -> str:
    """All Lines in the order of print, with the addresses of each story's sources under it. `folder` is where the edition
    lies in its paper, or "" for the text that lies beside it."""
    return "\n".join(_lines(edition, hash, folder)) + "\n"


def _lines(edition: Edition, hash: str, folder: str) -> Iterator[str]:
    viewer = Viewer(edition, Links(kind="public"))
    yield edition.title.upper()
    yield f"{edition.date:%A}, {edition.date.day} {edition.date:%B %Y}"
    if edition.clock:
        yield from _wrapped(edition.clock)
    for section in viewer.sections():
        yield from ("", "", _words(section.label), "=" * min(WIDTH, len(_words(section.label))))
        for entry in section.entries:
            yield from _entry(entry)
    yield from ("", "-" * WIDTH)
    for line in viewer.closing():
        yield from _wrapped(_words(line))
    where = "the paper" if folder else "this edition"
    yield from ("", f"Hash {hash}", f"Check it, in the folder of {where}:", check(hash, folder))


def _entry(entry: EntryView) -> Iterator[str]:
    yield ""
    for group in entry.groups:
        yield from _group(group)
    sources = {
        source.page: source for group in entry.groups if group.role != "also" for source in group.sources if source.page
    }
    seen: set[str] = set()
    for source in sources.values():
        address = source.page.split(":~:text=")[0].rstrip("#")
        if address not in seen:
            seen.add(address)
            yield f"  <{address}>"


def _group(group: GroupView) -> Iterator[str]:
    if group.label:
        yield from ("", _words(group.label))
    if group.role in ("reports", "also"):
        for line in group.lines:
            yield from _wrapped(_words(line), first="- ", later="  ")
            for source in line.sources if group.role == "also" else ():
                yield f"  <{source.page}>" if source.page else ""
        return
    if group.role == "headline":
        yield from _wrapped(_words(group.lines[0]))
        yield ""
        return
    yield from _wrapped(" ".join(_words(line) for line in group.lines))
    if group.role not in ("kicker", "standfirst", "counts"):
        yield ""


def _words(line: LineView) -> str:
    return line.words


def _wrapped(words: str, *, first: str = "", later: str = "") -> list[str]:
    return textwrap.wrap(
        words, WIDTH, initial_indent=first, subsequent_indent=later, break_long_words=False, break_on_hyphens=False
    )
