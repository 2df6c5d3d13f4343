"""Names of formats with their numbers, and what a reader says of a number that it does not know."""

from __future__ import annotations

from typing import Literal

from broadsheet.errors import InputError

Family = Literal["edition", "journal", "article", "edition-line", "source"]

NEWEST: dict[Family, int] = {"edition": 1, "journal": 1, "article": 1, "edition-line": 1, "source": 1}


def check(named: str, family: Family, *, what: str) -> int:
    """The number of a format's name. InputError where it is of another family, or newer than what this program reads."""
    begin, newest = f"broadsheet-{family}/", NEWEST[family]
    digits = named.removeprefix(begin)
    if digits == named or not (digits.isascii() and digits.isdecimal()) or not 1 <= len(digits) <= 4:
        raise InputError(f"{what} names no format that starts with {begin}.")
    if int(digits) > newest:
        raise InputError(f"{what} is of format {int(digits)}; this Broadsheet reads {newest}: update it.")
    if digits != str(int(digits)) or digits == "0":
        raise InputError(f"{what} is of a format that never was: {named}.")
    return int(digits)
