"""Where a citation leads: to the stored text at the marked sentence, and to the outlet's own page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote, urlsplit

from broadsheet.model import Cited, Span


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

    def stored(self, source: Cited, spans: Iterable[Span]) -> str:
        """The stored Version with those Spans marked; "" where it is not shown."""
        if self.kind == "public":
            return ""
        if self.kind == "folder":
            return f"sources.html#{source.version_id}"
        marks = sorted({(span.start, span.end) for span in spans if span.field == "text"})
        if not marks:
            return f"/versions/{source.version_id}"
        return f"/versions/{source.version_id}?mark={','.join(f'{one}-{two}' for one, two in marks)}#m1"


def web_url(url: str) -> str:
    """The URL if it is one that a page may link to (http or https, with a host), else ""."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    sound = parts.scheme in ("http", "https") and parts.netloc and not any(letter.isspace() for letter in url)
    return url if sound else ""


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
