"""The one JSON form of the nouns: canonical bytes out, checked values in."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from broadsheet.errors import InputError
from broadsheet.model import (
    ComputedLine,
    Gloss,
    LabelLine,
    Line,
    OutletName,
    Part,
    QuotedLine,
    Slot,
    WithdrawnLine,
    Words,
)

T = TypeVar("T")

_ENCODER = msgspec.json.Encoder(order="sorted")

# Which class stands behind the `type` of a member of a family.
FAMILIES: dict[type, dict[str, type]] = {
    Part: {"words": Words, "slot": Slot, "outlet": OutletName, "gloss": Gloss},
    Line: {"quoted": QuotedLine, "computed": ComputedLine, "label": LabelLine, "withdrawn": WithdrawnLine},
}


def to_json(value: object) -> bytes:
    """Canonical JSON: keys sorted, no white space, UTF-8, times as RFC 3339 with ``Z``."""
    return _ENCODER.encode(value)


def from_json(data: bytes | str, kind: type[T], *, what: str = "") -> T:
    """The value of that type. InputError names the field that does not fit."""
    try:
        return msgspec.json.decode(data, type=kind, dec_hook=_member)
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError, TypeError) as error:
        raise InputError(f"{what or kind.__name__} cannot be read: {error}") from error


def plain(value: object) -> Any:
    """The value as dicts, lists and strings, for `--json` and for templates."""
    return msgspec.json.decode(to_json(value))


def _member(family: type, value: Any) -> object:
    if family not in FAMILIES:
        raise NotImplementedError(f"{family.__name__} has no JSON form")
    kinds = FAMILIES[family]
    named = value.get("type") if isinstance(value, dict) else None
    if named not in kinds:
        raise ValueError(f"a {family.__name__} has one of the types {', '.join(sorted(kinds))}, not {named!r}")
    return msgspec.convert(value, kinds[named], dec_hook=_member, str_keys=True)
