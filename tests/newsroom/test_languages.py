"""The language and the zone of the one who makes a paper, as the machine says them."""

from __future__ import annotations

from pathlib import Path

import pytest

from broadsheet.newsroom.outlets.languages import listed_languages, name_of_language, system_languages, system_zone


def machine(root: Path, *, link: str = "", file: str = "") -> Path:
    (root / "etc").mkdir()
    if link:
        (root / "etc/localtime").symlink_to(link)
    if file:
        (root / "etc/timezone").write_text(file)
    return root


@pytest.mark.parametrize(
    ("environment", "link", "file", "zone"),
    [
        ({"TZ": "Europe/Vienna"}, "/usr/share/zoneinfo/Asia/Tokyo", "Asia/Tokyo\n", "Europe/Vienna"),
        ({"TZ": ":Europe/Vienna"}, "", "", "Europe/Vienna"),
        ({"TZ": "/usr/share/zoneinfo/Europe/Vienna"}, "", "", "Europe/Vienna"),
        ({"TZ": ":/etc/localtime"}, "/usr/share/zoneinfo/Asia/Tokyo", "", "Asia/Tokyo"),
        ({"TZ": ""}, "/usr/share/zoneinfo/Asia/Tokyo", "", "UTC"),
        ({"TZ": "Nowhere/Land"}, "/usr/share/zoneinfo/Asia/Tokyo", "", ""),
        ({}, "../usr/share/zoneinfo/America/Argentina/Salta", "Asia/Tokyo\n", "America/Argentina/Salta"),
        ({}, "/usr/share/zoneinfo/posix/Asia/Tokyo", "", "Asia/Tokyo"),
        ({}, "/somewhere/else", "Asia/Tokyo\n", "Asia/Tokyo"),
        ({}, "", "Asia/Tokyo\n", "Asia/Tokyo"),
        ({}, "/usr/share/zoneinfo/Etc/UTC", "", "UTC"),
        ({}, "", "../../etc/passwd\n", ""),
        ({}, "", "", ""),
    ],
)
def test_the_zone_is_that_of_the_machine(
    tmp_path: Path, environment: dict[str, str], link: str, file: str, zone: str
) -> None:
    assert system_zone(environment, root=machine(tmp_path, link=link, file=file)) == zone


@pytest.mark.parametrize(
    ("environment", "languages"),
    [
        ({"LANG": "de_AT.UTF-8"}, ("de", "en")),
        ({"LANG": "en_GB.UTF-8"}, ("en",)),
        ({"LANG": "C.UTF-8"}, ("en",)),
        ({"LANG": "POSIX"}, ("en",)),
        ({"LC_ALL": "", "LC_MESSAGES": "fr_FR@euro", "LANG": "de_DE"}, ("fr", "en")),
        ({"LC_ALL": "it_IT", "LANG": "de_DE"}, ("it", "en")),
        ({}, ("en",)),
    ],
)
def test_the_languages_are_those_of_the_locale_and_english(
    environment: dict[str, str], languages: tuple[str, ...]
) -> None:
    assert system_languages(environment) == languages


def test_languages_in_words() -> None:
    assert listed_languages(["de", "en", "xx"]) == "German (de), English (en) and xx"
    assert listed_languages([]) == "all languages"
    assert name_of_language("de-AT") == "German"
