"""Full text: phrases, words left out, forms of a word, filters before the limit, and snippets that hold the words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadsheet.model import Block, Moment, Reader, Text, Version
from broadsheet.store import open_ledger
from broadsheet.store.contract import ArticleRow, Ledger
from broadsheet.store.domains.search import snippet, unmarked
from broadsheet.text.hashing import text_hash
from tests.store.older import unpacked

NOW = datetime(2031, 5, 4, 6, 30, tzinfo=UTC)
DAY = timedelta(days=1)


def version(id: str, title: str, words: str, *, outlet: str = "post", published: datetime | None = None) -> Version:
    text = Text(words, (Block(0, len(words), "paragraph"),))
    moment = Moment(published, "minute", "feed") if published else None
    url = f"https://{outlet}.example/{id}"
    hash = text_hash(title, text)
    return Version(f"v{id}", f"a{id}", f"c{id}", "", url, outlet, title, text, hash, NOW, Reader("x"), published=moment)


def keep(ledger: Ledger, *versions: Version) -> None:
    with ledger.writing() as writer:
        current = writer.open_round("import", ["f"], NOW, NOW)
        for each in versions:
            writer.put_article(ArticleRow(each.article_id, each.url, each.outlet_id, each.captured))
            writer.put_version(each, current.id)


LATE = "The harbour office of Tarn Cross opened its books. " * 40 + "A barge carrying lenses derailed the whole plan."


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    opened = open_ledger(tmp_path_factory.mktemp("search") / "ledger.sqlite", write=True)
    keep(
        opened,
        version("1", "Ferry strikes a rock", "The toll of Senby rose to four.", published=NOW - 9 * DAY),
        version("2", "Tolls rise", "Senby is of the opinion that a toll is fair.", outlet="mail", published=NOW - DAY),
        version("3", "Night train derails", LATE, published=NOW),
        version("4", "Pear trees", "Forty pear trees were planted at Senby.", outlet="mail"),
        *(version(f"m{number}", "Ferries and more ferries", "A ferry, a ferry, a ferry.") for number in range(60)),
    )
    yield opened
    opened.close()


def ids(ledger: Ledger, words: str, **asked: object) -> set[str]:
    return {hit.article_id for hit in ledger.search(words, **asked)}  # type: ignore[arg-type]


def test_a_phrase_stands_as_it_is(ledger: Ledger) -> None:
    assert ids(ledger, "toll of senby") == {"a1", "a2"}
    assert ids(ledger, '"toll of senby"') == {"a1"}
    assert ids(ledger, "“of Senby”") == {"a1"}


def test_a_word_with_a_minus_is_left_out(ledger: Ledger) -> None:
    assert ids(ledger, "senby") == {"a1", "a2", "a4"}
    assert ids(ledger, "senby -toll") == {"a4"}
    assert ids(ledger, 'senby -"toll of Senby" -pears') == {"a2"}
    assert ids(ledger, "-senby") == set(), "there is nothing to find"


@pytest.mark.parametrize("word", ["derail", "derails", "derailed", "derailment", "derail*", "dera*", "DERAILING"])
def test_a_word_is_found_in_each_of_its_forms(ledger: Ledger, word: str) -> None:
    assert ids(ledger, word) == {"a3"}


def test_filters_come_before_the_limit(ledger: Ledger) -> None:
    assert "a1" not in ids(ledger, "ferry", limit=50)
    assert ids(ledger, "ferry", limit=50, end=NOW - 5 * DAY) == {"a1"}
    assert ids(ledger, "toll", outlet_id="mail") == {"a2"}
    assert ids(ledger, "senby", start=NOW - DAY, end=NOW) == {"a2"}
    assert ids(ledger, "senby", start=NOW) == {"a4"}, "without a date of its own it counts as of its capture"


def test_pages_of_hits_are_one_list(ledger: Ledger) -> None:
    whole = [hit.article_id for hit in ledger.search("ferry", limit=100)]
    parts = [hit.article_id for at in range(0, 80, 20) for hit in ledger.search("ferry", limit=20, offset=at)]
    assert parts == whole
    assert len(set(whole)) == 61


def test_snippet_and_headline_hold_the_words(ledger: Ledger) -> None:
    (hit,) = ledger.search("derailed plan")
    assert "\x02derailed\x03 the whole \x02plan\x03" in hit.snippet
    assert hit.headline == "Night train \x02derails\x03"
    assert hit.snippet.startswith("… ")
    assert [LATE[start:end] for start, end in hit.marks] == ["derailed", "plan"]
    (other,) = ledger.search("strikes")
    assert other.snippet == "The toll of Senby rose to four."


def test_a_withdrawn_text_is_found_by_none_of_its_forms(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "ledger.sqlite", write=True)
    keep(ledger, version("w", "Lanterns", "Lanterns were hoarded in Ostermoor."))
    assert ids(ledger, "hoard") == {"aw"}
    with ledger.writing() as writer:
        writer.withdraw("aw", ())
    assert ids(ledger, "hoard") == ids(ledger, "lantern") == set()
    ledger.erase_traces()
    ledger.close()
    assert b"stermoor" not in (tmp_path / "ledger.sqlite").read_bytes()


def test_what_was_searchable_before_still_is_and_can_be_withdrawn(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    unpacked(path, [version("1", "A loss", "Boats sank."), version("2", "A gain", "Pears ripened.")], [], [])
    ledger = open_ledger(path, write=True)
    try:
        (hit,) = ledger.search("boat")
        assert (hit.article_id, hit.snippet) == ("a1", "\x02Boats\x03 sank.")
        with ledger.writing() as writer:
            writer.withdraw("a1", ())
        assert ledger.search("boat") == ()
        assert ids(ledger, "pear") == {"a2"}
    finally:
        ledger.close()


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    typed=st.one_of(
        st.text(max_size=60),
        st.text(st.sampled_from("\"“”-*():^+ aferNOTANDOR.\0'{}"), max_size=60),
        st.text(st.characters(min_codepoint=0x300), max_size=8).map(lambda words: f'ferry "{words}" -{words} {words}*'),
    )
)
def test_nothing_that_is_typed_is_an_error(ledger: Ledger, typed: str) -> None:
    for hit in ledger.search(typed, limit=5):
        assert hit.headline.replace("\x02", "").replace("\x03", "") == hit.title


@given(
    pieces=st.lists(
        st.tuples(
            st.text(st.sampled_from("ab c\n"), max_size=90), st.text(st.sampled_from("xyz"), min_size=1, max_size=9)
        ),
        min_size=1,
        max_size=12,
    )
)
def test_a_snippet_is_a_stretch_of_the_text_with_a_hit_in_it(pieces: list[tuple[str, str]]) -> None:
    marked = "".join(f"{before}\x02{hit}\x03" for before, hit in pieces)
    body, marks = unmarked(marked)
    assert [body[start:end] for start, end in marks] == [hit for _, hit in pieces]
    shown = snippet(body, marks)
    assert "\x02" in shown
    plain, _ = unmarked(shown)
    assert "".join(re.findall("[a-z]", plain)) in "".join(re.findall("[a-z]", body))


def test_a_headline_does_not_read_on_into_the_text_below_it() -> None:
    assert snippet("Two boats\nThey sank.\nAll\nof them", [(0, 3)]) == "\x02Two\x03 boats · They sank. All · of them"
