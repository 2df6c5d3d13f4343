"""Where a citation leads: to the stored text at the marked sentence, and to the outlet's own page."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote, urlsplit

from broadsheet.model import Cited, Offsets, Span
from broadsheet.text.addresses import without_tracking


@dataclass(frozen=True, slots=True)
class Links:
    """`folder`: to the texts beside the page; `served`: to the running paper; `public`: only to the outlets, and to the paper
    where `base` says that it stands on the web."""

    kind: Literal["folder", "served", "public"] = "folder"
    folder: str = ""
    base: str = ""

    def printed(self, folder: str, line: str) -> str:
        """Where a Line of another edition of the paper stands as it was printed; "" where it is not shown."""
        if not folder or (self.kind == "public" and not self.base):
            return ""
        if self.kind == "folder":
            return f"../{quote(folder)}/index.html#{line}"
        return f"{self.base if self.kind == 'public' else ''}/editions/{quote(folder)}/#{line}"

    def stored(self, source: Cited, spans: Iterable[Span], *, first: Span | None = None) -> str:
        """The stored Version with those Spans marked, opened at `first`; "" where it is not shown."""
        if self.kind == "public":
            return ""
        within = first if first is not None and first.field == "text" else None
        if self.kind == "folder":
            return f"sources.html#{passage(source.version_id, within.start) if within else source.version_id}"
        marks = apart((span.start, span.end) for span in spans if span.field == "text")
        if not marks:
            return f"/versions/{source.version_id}"
        number = next((at for at, (one, two) in enumerate(marks, 1) if within and one <= within.start < two), 1)
        return f"/versions/{source.version_id}?mark={','.join(f'{one}-{two}' for one, two in marks)}#m{number}"

    def headline(self, story_id: str, source: Cited) -> str:
        """Where a headline leads: to the running paper's page of the story or of the article; else to the report."""
        if self.kind == "served":
            return f"/stories/{story_id}" if story_id else f"/articles/{source.article_id}"
        return web_url(source.url)


def passage(version_id: str, start: int) -> str:
    """The id of a marked passage on the page of cited passages, by where it begins."""
    return f"{version_id}-{start}"


def apart(spans: Iterable[Offsets]) -> tuple[Offsets, ...]:
    """Spans in order, those that lie over one another as one."""
    found: list[Offsets] = []
    for start, end in sorted(set(spans)):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def check(hash: str, folder: str = "") -> str:
    """The command that checks an edition, as it can be pasted where its folder has that name; without one, inside of it."""
    return f"broadsheet verify {shlex.quote(folder.strip('/') or '.')} --hash {hash}"


def web_url(url: str) -> str:
    """The URL if it is one that a page may link to (http or https, with a host), else "". What only says how a reader
    came to it is taken off."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    sound = parts.scheme in ("http", "https") and parts.netloc and not any(letter.isspace() for letter in url)
    return without_tracking(url) if sound else ""


def text_fragment(url: str, words: str) -> str:
    """The URL with a text fragment that finds `words` on the page (WICG Scroll to Text Fragment); "" for no web URL.

    Long quotations are given by their first and last words, so that the address stays short.
    """
    sound = web_url(url)
    if not sound:
        return ""
    split = words.split()
    if not split:
        return sound
    if len(split) <= 8:
        wanted = _encoded(" ".join(split))
    else:
        wanted = f"{_encoded(' '.join(split[:4]))},{_encoded(' '.join(split[-4:]))}"
    base, _, fragment = sound.partition("#")
    return f"{base}#{fragment}:~:text={wanted}"


def _encoded(words: str) -> str:
    return quote(words, safe="").replace("-", "%2D")
