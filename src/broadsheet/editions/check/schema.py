"""The JSON Schema (2020-12) of `edition.json`, made from the nouns themselves."""

from __future__ import annotations

from typing import Any

import msgspec

from broadsheet.editions.check.seal import Manifest
from broadsheet.text.codec import FAMILIES


def edition_schema() -> dict[str, Any]:
    """The schema as a tree of plain values."""
    kinds = (Manifest, *(member for members in FAMILIES.values() for member in members.values()))
    (whole, *_), parts = msgspec.json.schema_components(kinds, schema_hook=_family, ref_template="#/$defs/{name}")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The manifest of a Broadsheet edition",
        **whole,
        "$defs": {name: _closed(parts[name]) for name in sorted(parts)},
    }


def _closed(part: dict[str, Any]) -> dict[str, Any]:
    """No key is allowed that the format does not know, as `verify` has it."""
    return {**part, "additionalProperties": False} if part.get("type") == "object" else part


def _family(kind: type) -> dict[str, Any]:
    if kind not in FAMILIES:
        raise NotImplementedError(kind)
    return {"anyOf": [{"$ref": f"#/$defs/{member.__name__}"} for member in FAMILIES[kind].values()]}
