"""Names of zones: those that mean one offset, those that are told by country or language, those that are not."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from broadsheet.languages.dates_in_words.timezones import is_zone, offset_of

SUMMER, WINTER = datetime(2026, 7, 1, 12), datetime(2026, 1, 15, 12)  # noqa: DTZ001
# Australia and the Philippines have names that RFC 822 gives to America; so have Cuba and China.
OF_RFC_822 = {"CST", "CDT", "PST", "MST", "EST", "EDT", "PDT", "MDT"}


def in_use() -> dict[str, set[int]]:
    """The abbreviations of the tz database of this year, each with its offsets."""
    found: dict[str, set[int]] = defaultdict(set)
    for key in available_timezones():
        for month in range(1, 13):
            at = datetime(2026, month, 15, tzinfo=UTC).astimezone(ZoneInfo(key))
            name = at.tzname() or ""
            if name.isalpha() and not key.startswith(("posix", "right")):
                found[name].add(int((at.utcoffset() or timedelta()).total_seconds() // 60))
    return found


def test_what_means_one_offset_everywhere_is_known_and_what_means_two_is_not() -> None:
    contested = {
        "AST",
        "BST",
        "NST",
        "SST",
    }  # in Arabia, Bangladesh, Nepal and Singapore, which the database passes over
    for name, offsets in in_use().items():
        if name in OF_RFC_822 or name in contested:
            continue
        if name == "-00":
            continue
        expected = offsets.pop() if len(offsets) == 1 else None
        assert offset_of(name, local=SUMMER) == expected, name


@pytest.mark.parametrize(
    ("name", "language", "offset"),
    [
        ("EST", "", -300), ("EDT", "en", -240), ("CST", "", -360), ("CDT", "es", -300), ("MST", "", -420), ("PST", "en-US", -480),
        ("PDT", "", -420), ("MEZ", "", 60), ("MESZ", "", 120), ("mesz", "", 120), ("MEST", "", 120), ("WIB", "id", 420), ("WITA", "", 480),
        ("WIT", "", 540), ("SAST", "", 120), ("BRT", "", -180), ("ART", "", -180), ("PKT", "", 300), ("EAT", "", 180), ("CAT", "", 120),
        ("WAT", "", 60), ("ACST", "", 570), ("AWST", "", 480), ("NZDT", "", 780), ("HKT", "", 480), ("SGT", "", 480), ("PHT", "", 480),
        ("MSK", "", 180), ("МСК", "ru", 180), ("IRST", "", 210), ("IDT", "", 180), ("Z", "", 0), ("UT", "", 0),
        ("IST", "", None), ("IST", "en", None), ("IST", "en-IN", 330), ("IST", "en_IE", 60), ("IST", "he", 120), ("IST", "hi", 330),
        ("BST", "", None), ("BST", "en-GB", 60), ("BST", "en", 60), ("BST", "bn", 360), ("BST", "en-BD", 360), ("BST", "fr", None),
        ("CST", "zh-CN", 480), ("CST", "zh", 480), ("AST", "", None), ("AST", "ar", 180), ("AST", "en-CA", -240), ("PST", "en-PH", 480),
        ("XYZ", "", None), ("", "", None), ("A", "", None),
    ],
)  # fmt: skip
def test_names(name: str, language: str, offset: int | None) -> None:
    assert offset_of(name, local=SUMMER, language=language) == offset


@pytest.mark.parametrize(
    ("name", "language", "summer", "winter"),
    [
        ("ET", "", -240, -300),
        ("PT", "", -420, -480),
        ("EST", "en-AU", 600, 660),
        ("Europe/Berlin", "", 120, 60),
        ("Nowhere/Land", "", None, None),
        ("../etc/passwd", "", None, None),
    ],
)
def test_names_by_the_day(name: str, language: str, summer: int | None, winter: int | None) -> None:
    assert offset_of(name, local=SUMMER, language=language) == summer
    assert offset_of(name, local=WINTER, language=language) == winter


def test_what_is_a_zone() -> None:
    assert is_zone("cest") and is_zone("IST") and is_zone("ET")
    assert not is_zone("Uhr")
