"""Every starter list is what a reader of that country would expect: read by rules, as they were written by hand."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest

from broadsheet.model import Outlet
from broadsheet.sources import Catalogue, load, starter, starter_languages, starter_names
from broadsheet.text.addresses import host, is_web, normal

LANGUAGE = {
    "world": "en", "uk": "en", "us": "en", "ie": "en", "au": "en", "ca": "en", "in": "en", "de": "de", "fr": "fr",
    "es": "es", "it": "it", "nl": "nl", "science": "en", "technology": "en", "business": "en",
}  # fmt: skip
COUNTRY = {"uk": "GB", "us": "US", "ie": "IE", "au": "AU", "ca": "CA", "in": "IN"} | {
    name: name.upper() for name in ("de", "fr", "es", "it", "nl")
}
# Outlets of one subject in lists of general news, whole or by section, and what is no way in to news at all.
OFF = re.compile(
    r"sport|football|soccer|cricket|\b(?:mlb|nba|nfl|nhl|nwsl)\b|athletic|celeb|showbiz|horoscop|recipe|travel|podcast|"
    r"\bblogs?\b|comment|opinion|news\.google|reddit|youtube|rss\.app|fetchrss|siftrss|/tag/|/topics/[a-z0-9]{12}|[?&]q=",
    re.IGNORECASE,
)
# Parts of a country: right for a regional title, wrong as the feed of a national one.
PARTS = re.compile(
    r"london|scotland|wales|northern|nyregion|chicago|boston|california|melbourne|victoria|sydney|montreal|toronto|kerala|"
    r"tamil|mumbai|delhi|bayern|berlin|hamburg|hessen|bretagne|lyon|marseille|galicia|catalu|madrid|roma|milano|amsterdam",
    re.IGNORECASE,
)
# A part of an address that names the language in which it is written, which is seldom the one of the list.
TONGUES = {"en": "en", "eng": "en", "english": "en", "fr": "fr", "de": "de", "es": "es", "it": "it", "nl": "nl", "hu": "hu"} | {
    each: each for each in ("ar", "ru", "tr", "pt", "bn", "sw", "fa", "zh", "uk")
}  # fmt: skip
BARE_API = re.compile(r"/api/?$")


def read(name: str) -> Catalogue:
    return load(starter(name), where=name)


def sections(name: str) -> list[tuple[str, str]]:
    """The address of each feed with the words behind it."""
    return re.findall(r'^  "([^"]+)",\s+# (.+)$', starter(name), re.MULTILINE)


def test_these_lists_are_there() -> None:
    assert set(starter_names()) == set(LANGUAGE)
    assert starter_names()[0] == "world"


@pytest.mark.parametrize("name", starter_names())
def test_a_list_has_fifteen_to_forty_outlets_each_with_every_fact(name: str) -> None:
    catalogue = read(name)
    assert 15 <= len(catalogue.outlets) <= 40
    for outlet in catalogue.outlets:
        facts = (outlet.name, outlet.in_text, outlet.domains, outlet.country, outlet.language, outlet.owner)
        assert all(facts), outlet.id
        assert outlet.funding in ("state", "public", "private", "non-profit"), outlet.id
        assert re.fullmatch("[A-Z]{2}", outlet.country), outlet.id
        assert len(outlet.owner) <= 60, outlet.id
        assert catalogue.sources_of(outlet.id), outlet.id


@pytest.mark.parametrize("name", starter_names())
def test_the_language_of_a_list_is_that_of_all_its_outlets(name: str) -> None:
    assert starter_languages(name) == (LANGUAGE[name],)


@pytest.mark.parametrize("name", starter_names())
def test_no_address_is_of_another_language(name: str) -> None:
    for source in read(name).sources:
        parts = urlsplit(source.url)
        words = [parts.netloc.split(".")[0], *re.split(r"[/_-]", parts.path.lower())]
        said = {TONGUES[word] for word in words if word in TONGUES}
        # "/uk/", "/de/" and the like are also names of countries: only the country's own list may have them.
        assert said <= {LANGUAGE[name]} | ({"uk"} if LANGUAGE[name] == "en" else set()), source.url


@pytest.mark.parametrize("name", starter_names())
def test_no_sport_no_blog_and_no_search_stands_among_the_feeds(name: str) -> None:
    for source in read(name).sources:
        parts = urlsplit(source.url)
        found = OFF.search(f"{parts.path}?{parts.query}") or OFF.search(parts.netloc)
        assert not found, source.url
        assert not BARE_API.search(parts.path), source.url


@pytest.mark.parametrize("name", starter_names())
def test_a_national_title_is_not_read_by_the_feed_of_a_region(name: str) -> None:
    catalogue = read(name)
    for source in catalogue.sources:
        outlet = catalogue.outlet(source.outlet_id)
        assert outlet is not None
        if "regional" not in outlet.tags:
            assert not PARTS.search(urlsplit(source.url).path), source.url


@pytest.mark.parametrize("name", sorted(COUNTRY))
def test_a_list_of_a_country_is_of_that_country(name: str) -> None:
    countries = [outlet.country for outlet in read(name).outlets]
    assert countries.count(COUNTRY[name]) >= len(countries) - 2


@pytest.mark.parametrize("name", starter_names())
def test_addresses_are_whole_and_each_stands_once_with_its_section(name: str) -> None:
    urls = [source.url for source in read(name).sources]
    assert all(is_web(url) and "." in host(url) and url == url.strip() for url in urls)
    assert len({normal(url) for url in urls}) == len(urls)
    assert sum(url.startswith("http://") for url in urls) <= 3, "https where it is known"
    named = sections(name)
    assert [url for url, _ in named] == urls


@pytest.mark.parametrize("name", [name for name in starter_names() if name not in ("science", "technology")])
def test_many_outlets_have_several_sections(name: str) -> None:
    catalogue = read(name)
    assert len(catalogue.sources) >= 1.3 * len(catalogue.outlets)


def test_an_outlet_is_the_same_in_every_list() -> None:
    seen: dict[str, Outlet] = {}
    owners: dict[str, set[str]] = {}
    for name in starter_names():
        for outlet in read(name).outlets:
            assert seen.setdefault(outlet.id, outlet) == outlet, (name, outlet.id)
            owners.setdefault(re.sub(r"[^a-z0-9]", "", outlet.owner.lower()), set()).add(outlet.owner)
    assert {spellings for key in owners if len(spellings := tuple(owners[key])) > 1} == set(), "an owner has one name"


def test_the_united_kingdom_has_its_large_houses_and_no_list_of_the_middle_east() -> None:
    ids = {outlet.id for outlet in read("uk").outlets}
    assert {"bbc", "guardian", "sky-news", "telegraph", "daily-mail", "ft", "independent", "economist"} <= ids
    assert not any("middle" in section for _, section in sections("uk"))
