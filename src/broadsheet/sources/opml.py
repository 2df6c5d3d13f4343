"""OPML in and out (opml.org, 2.0): lists of feeds as other programs export them.

Many of them are not well-formed: a bare ``&`` or ``<`` in an attribute. So the outlines are read as tags, one after
the other, with a stack for those that enclose others, and an attribute ends at the quotation mark that a further
attribute or the end of the tag follows.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from broadsheet.model import Made, Outcome, Rejected
from broadsheet.sources.discovery import without_feed_scheme
from broadsheet.text.bodies.decoding import decode_text

_TAG = re.compile(r"<!--|<(/?)outline\b", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"""\s*([\w:.-]+)\s*=\s*(?:"(.*?)"(?=\s*/?>|\s+[\w:.-]+\s*=\s*["'])|'(.*?)'(?=\s*/?>|\s+[\w:.-]+\s*=\s*["']))""",
    re.DOTALL,
)
_LONGEST = 8_000  # characters of an attribute


@dataclass(frozen=True, slots=True)
class Outline:
    """One feed of a list: its address, its title, its site, and the folders that it lies in, outermost first."""

    url: str
    title: str = ""
    site: str = ""
    folders: tuple[str, ...] = ()


def read(data: bytes) -> Outcome[tuple[Outline, ...]]:
    """Every feed in the file, in its order, however damaged. `Made.note` says where a file is cut short: in the middle of
    an outline, or before the end of the list. Rejected: ``no-opml``."""
    text = decode_text(data, content_type="text/xml")
    if not re.search(r"<opml\b|<outline\b", text, re.IGNORECASE):
        return Rejected("no-opml", "no <opml> and no <outline> in it")
    found: list[Outline] = []
    folders: list[str] = []
    at, cut = 0, -1
    last_comment = text.rfind("-->")
    while match := _TAG.search(text, at):
        at = match.end()
        if match.group(1) is None:
            at = text.index("-->", at) + 3 if at <= last_comment else at
        elif match.group(1) == "/":
            del folders[-1:]
        elif match.group(1) == "":
            attributes, end, is_closed = _attributes(text, at)
            if end < 0:
                cut = match.start()
                break
            at = end
            title = _shown(attributes.get("title") or attributes.get("text", ""))
            url = _web_address("".join(attributes.get("xmlurl", "").split()))
            if url:
                site = attributes.get("htmlurl", "").strip()
                found.append(Outline(url, title, site, tuple(folder for folder in folders if folder)))
            if not is_closed:
                folders.append(title if not url else "")
    if cut < 0 and re.search(r"<opml\b", text, re.IGNORECASE) and not re.search(r"</opml\s*>", text, re.IGNORECASE):
        cut = len(text.rstrip())
    return Made(tuple(found), note=_position(text, cut) if cut >= 0 else "")


def write(outlines: Sequence[Outline], *, title: str = "Broadsheet") -> bytes:
    """The list as OPML 2.0 in UTF-8; feeds of one folder stand together, in the order given."""
    lines = ["<?xml version='1.0' encoding='UTF-8'?>", '<opml version="2.0">', "  <head>"]
    lines += [f"    <title>{html.escape(_sound(title), quote=False)}</title>", "  </head>", "  <body>"]
    lines += _written(outlines, (), 2)
    return "\n".join([*lines, "  </body>", "</opml>", ""]).encode()


def _written(outlines: Sequence[Outline], inside: tuple[str, ...], depth: int) -> list[str]:
    """The lines of all feeds within the folder `inside`, its own first."""
    lines = [f"{'  ' * depth}{_line(outline)}" for outline in outlines if outline.folders == inside]
    level = len(inside)
    deeper = [each for each in outlines if len(each.folders) > level and each.folders[:level] == inside]
    for folder in dict.fromkeys(outline.folders[level] for outline in deeper):
        shown = quoteattr(_sound(folder))
        lines.append(f"{'  ' * depth}<outline text={shown} title={shown}>")
        lines += _written([each for each in deeper if each.folders[level] == folder], (*inside, folder), depth + 1)
        lines.append(f"{'  ' * depth}</outline>")
    return lines


def _line(outline: Outline) -> str:
    title = quoteattr(_sound(outline.title))
    site = f" htmlUrl={quoteattr(_sound(outline.site))}" if outline.site else ""
    return f'<outline type="rss" text={title} title={title} xmlUrl={quoteattr(_sound(outline.url))}{site}/>'


def _attributes(text: str, at: int) -> tuple[dict[str, str], int, bool]:
    """The attributes of a tag from `at` on, where it ends (-1: it does not), and whether it closes itself."""
    found: dict[str, str] = {}
    while match := _ATTRIBUTE.match(text, at, at + _LONGEST):
        value = match.group(2) if match.group(2) is not None else match.group(3)
        found.setdefault(match.group(1).lower(), html.unescape(value))
        at = match.end()
    end = text.find(">", at)
    if end < 0:
        return found, -1, True
    return found, end + 1, text[end - 1] == "/"


def _position(text: str, at: int) -> str:
    line = text.count("\n", 0, at) + 1
    return f"line {line}, column {at - (text.rfind(chr(10), 0, at) + 1) + 1}"


def _web_address(url: str) -> str:
    """The address itself, or the one that a ``feed:`` address stands for."""
    bare = without_feed_scheme(url)
    return bare if bare == url or re.match("https?://", bare, re.IGNORECASE) else f"http://{bare}"


def _shown(text: str) -> str:
    return " ".join(text.split())


def _sound(text: str) -> str:
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff￾￿]", "", text)
