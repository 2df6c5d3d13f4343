"""Between nouns, wire types and bytes.

A wire type takes from a noun the fields that it names and no others, so that a noun may gain a field; a noun takes from a
wire type what it names, and its own defaults for the rest. Tests hold that no field is left out by mistake.
"""

from __future__ import annotations

import re
from typing import Any, TypeVar

import msgspec

from broadsheet.errors import InputError
from broadsheet.text.codec import FAMILIES, to_json

T = TypeVar("T")

_UNKNOWN = re.compile(r"Object contains unknown field `(.*?)`(?: - at `(.*)`)?", re.DOTALL)


def to_wire(value: object, kind: type[T]) -> T:
    """The noun as that wire type."""
    return msgspec.convert(value, kind, from_attributes=True)


def to_noun(value: object, kind: type[T], *, what: str) -> T:
    """The wire value as that noun. InputError where it is one that the noun does not allow."""
    try:
        return msgspec.convert(value, kind, from_attributes=True, dec_hook=_member)
    except (msgspec.ValidationError, ValueError, TypeError) as error:
        raise InputError(f"{what} cannot be read: {error}") from error


def decode(data: bytes, kind: type[T], *, what: str) -> T:
    """The wire value in those bytes. InputError names the field that does not fit, or is not known to the format."""
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError) as error:
        found = _UNKNOWN.fullmatch(str(error))
        if found:
            raise InputError(f"{what}: {found[1]} is not known to this format (at {found[2] or '$'}).") from error
        raise InputError(f"{what} cannot be read: {error}") from error


def encode(value: object) -> bytes:
    """Canonical JSON: keys sorted, no white space, UTF-8, times as RFC 3339 with ``Z``."""
    return to_json(value)


def _member(family: type, value: Any) -> object:
    """A member of a family of nouns from its wire value, by the tag of that."""
    members = FAMILIES.get(family)
    if members is None:
        raise NotImplementedError(f"{family.__name__} has no JSON form")
    return msgspec.convert(value, members[value.__struct_config__.tag], from_attributes=True, dec_hook=_member)
