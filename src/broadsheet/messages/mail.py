"""An Edition as mail: HTML with inline styles and plain text, with the same Lines; links to the outlets or to the web edition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from email import quoprimime
from email.policy import SMTP

from broadsheet.messages.links import Links
from broadsheet.messages.page import template
from broadsheet.messages.view import Viewer
from broadsheet.model import Edition, Line, QuotedLine, Slot

CLIPPED = 102_000  # bytes of encoded HTML above which Gmail cuts a message off

_STYLES = {
    "soft": "color:#57524a",
    "link": "color:#7a1f12",
    "small": "margin:8px 0 0;text-align:center;font-size:14px;color:#57524a",
    "rubric": "margin:26px 0 10px;font-size:13px;letter-spacing:2px;text-transform:uppercase;font-weight:600",
    "kicker": "margin:0 0 2px;font-size:13px;letter-spacing:1.5px;text-transform:uppercase",
    "headline": "margin:0 0 8px;font-size:25px;line-height:1.2;font-weight:700",
    "label": "margin:16px 0 4px;font-size:13px;letter-spacing:1.5px;text-transform:uppercase;font-weight:600",
    "text": "margin:0 0 2px",
    "cite": "margin:0 0 12px;font-size:14px",
    "row": "padding:7px 0;border-top:1px solid #c9c2b4;font-size:16px",
    "copied": "padding:6px 0 6px 16px;border-top:1px dotted #c9c2b4;font-size:15px",
}


def mail_html(edition: Edition, *, hash: str, base: str = "", folder: str = "", most: int = 0) -> str:
    """The HTML part. `base` is the address of the paper on the web, or "", and `folder` that of this edition in it.

    Of an edition that is larger than `most` bytes as sent (0: no limit) the first part; how much is left off, and where it
    stands, is said at the top.
    """
    whole = _rendered(edition, hash, base, folder, None)
    if not most or size_as_sent(whole) <= most:
        return whole
    for pieces in (_entries(edition), [frozenset({line.id}) for line in _told(edition)]):
        short = _longest(edition, pieces, hash, base, folder, most)
        if short is not None:
            return short
    return whole


def size_as_sent(html: str) -> int:
    """Bytes of a text in quoted-printable, with the line ends of mail (RFC 2045)."""
    body = "\n".join(line.decode("latin-1") for line in html.encode().splitlines())
    encoded = quoprimime.body_encode(f"{body}\n", SMTP.max_line_length or 78)
    return len(encoded) + encoded.count("\n")


def _told(edition: Edition) -> list[Line]:
    """The Lines above the closing ones."""
    return list(edition.lines()[: len(edition.lines()) - len(edition.closing)])


def _entries(edition: Edition) -> list[frozenset[str]]:
    """The ids of the Lines of each entry, in the order of print."""
    return [
        frozenset(line.id for group in entry.groups for line in (*([group.label] if group.label else []), *group.lines))
        for section in edition.sections
        for entry in section.entries
    ]


def _longest(
    edition: Edition, pieces: Sequence[frozenset[str]], hash: str, base: str, folder: str, most: int
) -> str | None:
    """The mail with as many of the pieces as it may have; None where it may not have one."""
    low, high, best = 1, len(pieces) - 1, None
    while low <= high:
        middle = (low + high) // 2
        kept = frozenset[str]().union(*pieces[:middle])
        made = _rendered(edition, hash, base, folder, kept)
        if size_as_sent(made) <= most:
            low, best = middle + 1, made
        else:
            high = middle - 1
    return best


def _first_part(edition: Edition, kept: frozenset[str]) -> Edition:
    """The edition with those Lines and the closing ones only."""
    sections = []
    for section in edition.sections:
        entries = []
        for entry in section.entries:
            groups = [
                replace(group, lines=lines)
                for group in entry.groups
                if (lines := tuple(line for line in group.lines if line.id in kept))
            ]
            entries += [replace(entry, groups=tuple(groups))] if groups else []
        sections += [replace(section, entries=tuple(entries))] if entries else []
    return replace(edition, sections=tuple(sections))


def _rest_in_words(edition: Edition, part: Edition, base: str, folder: str) -> str:
    """What stands at the top of a mail that is not whole."""
    stories, lines = _numbers(edition)
    first, told = _numbers(part)
    command = f"broadsheet edition show {folder or edition.recipe} --text"
    where = "on the web" if base else f"in the text part of this message, and on your machine: {command}"
    return (
        f"This mail has {first} of {stories} {'item' if stories == 1 else 'items'}: mail readers cut off a longer one. "
        f"{lines - told} more {'line stands' if lines - told == 1 else 'lines stand'} {where}"
    )


def _numbers(edition: Edition) -> tuple[int, int]:
    """Items and Lines; a list of items counts each."""
    items = 0
    for section in edition.sections:
        for entry in section.entries:
            items += sum(len(group.lines) for group in entry.groups if group.role == "also") or 1
    return items, len(edition.lines())


def _rendered(edition: Edition, hash: str, base: str, folder: str, kept: frozenset[str] | None) -> str:
    part = edition if kept is None else _first_part(edition, kept)
    viewer = Viewer(part, Links(kind="public", base=base))
    web = f"{base}/editions/{folder}/" if base else ""
    return template("mail", edition).render(
        edition=edition,
        subject=subject(edition),
        preheader=preheader(edition),
        day=f"{edition.date:%A}, {edition.date.day} {edition.date:%B %Y}",
        sections=viewer.sections(),
        closing=viewer.closing(),
        hash=hash,
        web=web,
        rest="" if kept is None else _rest_in_words(edition, part, base, folder),
        s=_STYLES,
    )  # fmt: skip


def subject(edition: Edition) -> str:
    """``{paper}: {headline of the lead}``, else with the date."""
    line = _lead(edition, "headline")
    title = _first_words(line) if line else ""
    return f"{edition.title}: {title}" if title else f"{edition.title}, {edition.date.day} {edition.date:%B %Y}"


def lead(edition: Edition) -> str:
    """The headline of the first story, or of the first item where there is no story; "" for an edition without any."""
    line = _lead(edition, "headline") or _lead(edition, "what-happened") or _lead(edition, "also")
    return _first_words(line) if line else ""


def _first_words(line: QuotedLine) -> str:
    return next((part.text for part in line.parts if isinstance(part, Slot)), "")


def preheader(edition: Edition) -> str:
    """The first sentence that is told, as mail readers show it beside the subject."""
    first = _lead(edition, "standfirst") or _lead(edition, "what-happened")
    return first.words[:140] if first else ""


def _lead(edition: Edition, role: str) -> QuotedLine | None:
    for section in edition.sections:
        for entry in section.entries:
            for group in entry.groups:
                if group.role == role and isinstance(group.lines[0], QuotedLine):
                    return group.lines[0]
    return None
