"""Capture and Link -> Version, or the reason why it is none."""

from broadsheet.articles.edits import Edit, Piece, changes
from broadsheet.articles.page import EXTRACTOR, Page, Reading
from broadsheet.articles.plaintext import clean_text
from broadsheet.articles.reader import prepare
from broadsheet.articles.versions import from_link, from_text, moved

__all__ = [
    "EXTRACTOR",
    "Edit",
    "Page",
    "Piece",
    "Reading",
    "changes",
    "clean_text",
    "from_link",
    "from_text",
    "moved",
    "prepare",
]
