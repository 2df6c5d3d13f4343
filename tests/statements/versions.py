"""A Version around a text."""

from __future__ import annotations

from datetime import UTC, datetime

from broadsheet.model import Reader, Text, Version


def version(text: Text) -> Version:
    at = datetime(2026, 3, 3, 12, tzinfo=UTC)
    return Version(
        "v", "a", "c", "l", "http://lantern.localhost/a", "lantern", "Nine dead", text, "h", at, Reader("test")
    )
