"""The JSON Schema (2020-12) of `edition.json`, made from its wire types."""

from __future__ import annotations

from typing import Any

import msgspec

from broadsheet.formats.v1.edition import Manifest


def edition_schema() -> dict[str, Any]:
    """The schema as a tree of plain values. No key is allowed that the format does not know, as `verify` has it."""
    (whole, *_), parts = msgspec.json.schema_components([Manifest], ref_template="#/$defs/{name}")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The manifest of a Broadsheet edition",
        **whole,
        "$defs": {name: parts[name] for name in sorted(parts)},
    }
