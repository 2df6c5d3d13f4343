"""What a line of a JSON Lines import says about an article."""

from __future__ import annotations

from dataclasses import dataclass

# What a line of an import is in the archive: a resource may be anything else as well.
MEDIA_TYPE = "application/vnd.broadsheet.article+json"


@dataclass(frozen=True, slots=True)
class TextRecord:
    """One article as text. Only `url` and `text` are always there; the others are empty where they were null.

    `published` is as written (ISO 8601; a day alone is a day, not midnight).
    """

    url: str
    text: str
    outlet: str = ""
    source_domain: str = ""
    title: str = ""
    published: str = ""
    authors: tuple[str, ...] = ()
