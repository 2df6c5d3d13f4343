"""Dated rules of single outlets: found by domain and day, checked when they are read, used where they point."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from broadsheet import articles
from broadsheet.errors import SettingsError
from broadsheet.model import Capture, Made, Outlet
from broadsheet.text import hashing

HERE = Path(__file__).parent
FILES = {path.name: path.read_text(encoding="utf-8") for path in (HERE / "outlets").glob("*.toml")}
BOOK = articles.read_rules(FILES)
PAGE = (HERE / "pages" / "lakeside_ruled.html").read_bytes()
SOUND = 'domains = ["lake.example"]\n[[rule]]\nsince = 2024-03-01\nwhy = "x"\ntitle = "h2"\n'


def read(payload: bytes, rule: articles.Rule | None) -> Made[articles.ReadPage]:
    at = datetime(2025, 6, 5, tzinfo=UTC)
    url = "https://lakeside-ledger.example/2025/06/ferry"
    headers = (("Content-Type", "text/html; charset=utf-8"),)
    capture = Capture("c1", url, at, 200, headers, payload, hashing.digest(payload))
    outcome = articles.prepare()([articles.Page(capture, None, "a1", Outlet("o", "", ""), rule=rule)])[0]
    assert isinstance(outcome, Made), outcome
    return outcome


@pytest.mark.parametrize(
    ("url", "day", "since"),
    [
        ("https://lakeside-ledger.example/a", "2026-01-01", "2025-06-01"),
        ("https://www.lakeside-ledger.example/a", "2025-06-01", "2025-06-01"),
        ("https://ledger.example/a", "2025-05-31", "2019-01-01"),
        ("https://ledger.example/a", "2018-12-31", None),
        ("https://otherledger.example/a", "2026-01-01", None),
        ("no address", "2026-01-01", None),
    ],
)
def test_a_rule_is_found_by_domain_and_day(url: str, day: str, since: str | None) -> None:
    rule = BOOK.rule_for(url, datetime.fromisoformat(day).replace(tzinfo=UTC))
    assert (rule.since.isoformat() if rule else None) == since


def test_the_version_names_the_rule_that_read_it() -> None:
    rule = BOOK.rule_for("https://ledger.example/a", datetime(2025, 6, 5, tzinfo=UTC))
    assert rule is not None
    ruled, plain = read(PAGE, rule).value.version, read(PAGE, None).value.version
    assert ruled.reader.rule == rule.version
    assert rule.version.startswith("lakeside-ledger.example/2025-06-01/")
    assert plain.reader.rule == ""
    assert articles.changes(plain, ruled) is None, "another rule reads otherwise: no edit"
    assert "How well do you know" in plain.text.content, "the page needs its rule"


def test_what_a_rule_misses_is_read_as_ever_and_said() -> None:
    rule = BOOK.rule_for("https://ledger.example/a", datetime(2025, 6, 5, tzinfo=UTC))
    page = "<html><head><title>Ferry runs again</title></head><body><h1>Ferry runs again</h1>" + "".join(
        f"<p>The ferry to Sule will run again on Friday, the harbour board said, for the {n}th time this year.</p>"
        for n in range(4, 9)
    )
    outcome = read(page.encode(), rule)
    assert outcome.value.version.title == "Ferry runs again"
    assert outcome.value.version.text.content.count("harbour board") == 5
    assert outcome.note == "rule-missed: title, authors, published, body, standfirst"


def test_a_changed_rule_is_another_version() -> None:
    one = articles.read_rules({"a.toml": SOUND}).places[0][1][0]
    other = articles.read_rules({"a.toml": SOUND.replace('"h2"', '"h3"')}).places[0][1][0]
    reworded = articles.read_rules({"a.toml": SOUND.replace('"x"', '"y"')}).places[0][1][0]
    assert one.version != other.version
    assert one.version == reworded.version


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("domains = [", "a.toml is no sound TOML"),
        (SOUND.split("\n", 1)[1], "a.toml lacks domains"),
        (
            SOUND.replace("lake.example", "https://lake.example/"),
            "domains of a.toml: 'https://lake.example/' is no domain",
        ),
        ('domains = ["lake.example"]', "a.toml has no [[rule]]"),
        (SOUND + "colour = 1", "unknown key colour of rule 1 of a.toml"),
        (SOUND + 'outlet = "b"', "unknown key outlet of rule 1 of a.toml"),
        ("colour = 1\n" + SOUND, "unknown key colour in a.toml"),
        (SOUND.replace("2024-03-01", '"March"'), "since of rule 1 of a.toml must be a day"),
        (SOUND.replace("2024-03-01", "2024-03-01T10:00:00"), "since of rule 1 of a.toml must be a day"),
        (SOUND.replace('"x"', '" "'), "why of rule 1 of a.toml must say"),
        (SOUND.replace('"h2"', '"h2 >"'), "title of rule 1 of a.toml is no CSS selector: 'h2 >'"),
        (SOUND.replace('"h2"', "3"), "title of rule 1 of a.toml must be a CSS selector, not 3"),
        (SOUND + 'drop = ["div["]', "drop of rule 1 of a.toml is no CSS selector"),
        (SOUND + 'drop = "div"', "drop of rule 1 of a.toml must be a list"),
        (SOUND.replace('title = "h2"\n', ""), "rule 1 of a.toml names no field"),
        (SOUND + SOUND.split("\n", 1)[1], "two rules of a.toml have the same `since`"),
        ('domains = ["lake.example"]\nrule = [1]', "rule 1 of a.toml must be a table"),
    ],
)
def test_a_bad_file_is_told_by_its_key(text: str, words: str) -> None:
    with pytest.raises(SettingsError) as caught:
        articles.read_rules({"a.toml": text})
    assert words in str(caught.value)


def test_two_files_cannot_own_one_domain() -> None:
    with pytest.raises(SettingsError, match=r"lake\.example is also in a\.toml"):
        articles.read_rules({"a.toml": SOUND, "b.toml": SOUND})
