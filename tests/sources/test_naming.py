"""What a new outlet is called, and which of two sites on one host it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.sources import Catalogue, is_akin, load, outlet_for
from broadsheet.sources.discovery import site_name, site_of
from broadsheet.sources.naming import name_of


@pytest.mark.parametrize(
    ("domain", "titles", "name"),
    [
        ("radiovessany.example", ["Radio Vessany – News reports"], "Radio Vessany"),
        ("gazette.example", ["the Vessany Gazette – Government & Nation"], "The Vessany Gazette"),
        ("senbymail.example", ["Politics | Senby Mail"], "Senby Mail"),
        ("senbymail.example", ["News - Politics - Senby Mail"], "Senby Mail"),
        ("quarrow.example", ["RSS"], "quarrow.example"),
        ("quarrow.example", ["Latest news"], "quarrow.example"),
        ("quarrow.example", ["World", "Business"], "quarrow.example"),
        ("quarrow.example", [""], "quarrow.example"),
        ("quarrow.example", [], "quarrow.example"),
        ("quarrow.example", ["Quarrow Record RSS Feed"], "Quarrow Record"),
        ("quarrow.example", ["RSS feed of the Quarrow Record"], "The Quarrow Record"),
        ("quarrow.example", ["Latest news from the Quarrow Record"], "The Quarrow Record"),
        ("quarrow.example", ["Aktuelle Nachrichten - Quarrower Bote"], "Quarrower Bote"),
        ("quarrow.example", ["The Quarrow Record: Sport", "The Quarrow Record: Politics"], "The Quarrow Record"),
        ("tarn.example", ["Harbour notes Politics", "Harbour notes Culture"], "Harbour notes"),
        ("lemonde.example", ["Le Monde - Actualités"], "Le Monde"),
        ("tarn.example", ["Tarn News"], "Tarn News"),
        ("tct.example", ["World | Tarn Cross Times"], "Tarn Cross Times"),
        ("tct.example", ["TCT > Top Stories"], "TCT"),
        ("tarn.example:8091", ["Latest news"], "tarn.example:8091"),
        ("127.0.0.1:8091", ["The Lynn Herald"], "The Lynn Herald"),
    ],
)
def test_a_name_is_that_of_the_outlet_and_not_of_a_section(domain: str, titles: list[str], name: str) -> None:
    assert name_of(domain, titles) == name


def test_what_the_site_calls_itself_goes_first() -> None:
    assert name_of("quarrow.example", ["QR world"], site_name="Quarrow Record") == "Quarrow Record"
    assert name_of("quarrow.example", ["Quarrow Record – World"], site_name="Home") == "Quarrow Record"


@given(domain=st.text(max_size=20), titles=st.lists(st.text(max_size=60), max_size=4), site_name=st.text(max_size=60))
def test_any_titles_give_a_name_on_one_line(domain: str, titles: list[str], site_name: str) -> None:
    name = name_of(domain, titles, site_name=site_name)
    assert name == domain or (name and name == " ".join(name.split()) and len(name) <= 80)


def test_a_page_says_what_its_site_is_called() -> None:
    page = (
        b'<head><meta name="application-name" content="QR"><meta property="og:site_name" content=" Quarrow\n Record ">'
    )
    assert site_name(page) == "Quarrow Record"
    assert site_name(b'<meta name="application-name" content="QR">') == "QR"
    assert site_name(b"<title>Quarrow</title>") == site_name(b"") == ""


def test_a_site_is_where_most_entries_lead() -> None:
    entries = ["https://www.quarrow.example/1", "https://quarrow.example/2", "https://elsewhere.example/3"]
    assert site_of(entries) == "https://www.quarrow.example/1"
    assert site_of(entries[1:]) == site_of([]) == ""


def test_two_sites_on_one_host_are_two_outlets() -> None:
    first = outlet_for(Catalogue(), "http://127.0.0.1:8091/feed.xml", titles=["The Portwick Post"])
    assert (first.name, first.domains) == ("The Portwick Post", ("127.0.0.1:8091",))
    there = Catalogue((first,))
    second = outlet_for(there, "http://127.0.0.1:8092/feed.xml", titles=["The Lynn Herald"])
    assert (second.name, second.domains) == ("The Lynn Herald", ("127.0.0.1:8092",))
    assert second.id != first.id
    assert outlet_for(there, "http://127.0.0.1:8091/sport.xml", titles=["Sport"]) == first
    both = Catalogue((first, second))
    assert both.outlet_of("http://127.0.0.1:8092/news/1") == second
    assert both.outlet_of("http://127.0.0.1:8093/news/1").id == "127.0.0.1:8093"
    assert both.outlet_of("http://127.0.0.1/news/1").id == "127.0.0.1"


def test_a_domain_without_a_port_has_all_ports_and_one_with_a_port_goes_first() -> None:
    text = (
        '[outlets.post]\ndomains = ["portwick.example"]\n'
        '[outlets.lynn]\ndomains = ["http://portwick.example:8092/"]\n[outlets.six]\ndomains = ["[::1]:8080"]\n'
    )
    catalogue = load(text, where="x")
    found = {
        url: catalogue.outlet_of(url).id
        for url in (
            "http://portwick.example/1", "https://news.portwick.example:443/1", "http://portwick.example:8091/1",
            "http://portwick.example:8092/1", "http://[::1]:8080/1",
        )
    }  # fmt: skip
    assert list(found.values()) == ["post", "post", "post", "lynn", "six"]


@pytest.mark.parametrize(
    ("name", "akin"),
    [
        ("The Portwick Post – Sport", True), ("Portwick.example", True), ("Latest news", True), ("", True),
        ("The Lynn Herald", False), ("Evening Courier", False),
    ],
)  # fmt: skip
def test_another_name_is_a_reason_to_ask(name: str, akin: bool) -> None:
    outlet = outlet_for(Catalogue(), "https://portwick.example/feed", titles=["The Portwick Post"])
    assert is_akin(name, outlet) is akin
