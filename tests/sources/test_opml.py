"""Lists of feeds that are not whole: what is there is taken, and the place where they end is named."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.model import Made
from broadsheet.sources import read
from broadsheet.sources.opml import Outline, write

LIST = write(
    [
        Outline("https://senbymail.example/rss", "Senby Mail", folders=("Harbour",)),
        Outline("https://quarrow.example/rss", "Quarrow Record", folders=("Harbour", "Hills")),
        Outline("https://tarn.example/rss?a=1&b=2", "Tarn Weekly"),
    ]
)
URLS = ["https://tarn.example/rss?a=1&b=2", "https://senbymail.example/rss", "https://quarrow.example/rss"]


@given(st.integers(min_value=LIST.index(b"<opml") + 5, max_value=len(LIST.rstrip()) - 1))
def test_a_list_that_is_cut_short_anywhere_says_where(length: int) -> None:
    outcome = read(LIST[:length])
    assert isinstance(outcome, Made)
    assert outcome.note.startswith("line ")
    assert [each.url for each in outcome.value] == URLS[: len(outcome.value)]


def test_the_place_of_the_cut_is_that_of_the_outline_which_is_not_whole() -> None:
    text = '<opml><body>\n  <outline xmlUrl="https://a.example/f"/>\n  <outline text="B" xmlUrl="https://b.exa'
    outcome = read(text.encode())
    assert isinstance(outcome, Made)
    assert (outcome.note, [each.url for each in outcome.value]) == ("line 3, column 3", ["https://a.example/f"])


def test_a_whole_list_is_not_said_to_be_cut() -> None:
    outcome = read(LIST)
    assert isinstance(outcome, Made)
    assert outcome.note == ""
    assert [each.folders for each in outcome.value] == [(), ("Harbour",), ("Harbour", "Hills")]
    bare = read(b'<outline xmlUrl="https://a.example/f"/>')
    assert isinstance(bare, Made)
    assert (bare.note, len(bare.value)) == ("", 1)
