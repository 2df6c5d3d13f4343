"""Times, counts and the form of the search, as pages word and read them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.model import Correction, Moment
from broadsheet.web import forms, marks, words

VIENNA = ZoneInfo("Europe/Vienna")


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2031, 3, 4, 23, 30, tzinfo=UTC), "5 March 2031, 00:30"),
        (datetime(9999, 12, 31, 23, 59, tzinfo=UTC), "31 December 9999, 23:59"),
        (None, "never"),
    ],
)
def test_a_time_is_in_the_papers_zone(at: datetime | None, said: str) -> None:
    assert words.moment(at, VIENNA) == said


def test_a_day_alone_stays_a_day() -> None:
    assert (
        words.stated(Moment(datetime(2031, 3, 4, tzinfo=UTC), "day", "page"), ZoneInfo("America/New_York"))
        == "4 March 2031"
    )
    assert words.stated(Moment(datetime(2031, 3, 4, 6, tzinfo=UTC), "minute", "page"), VIENNA) == "4 March 2031, 07:00"
    assert words.stated(None, VIENNA) == "none"
    assert words.day("2031-03-04") == "Tuesday, 4 March 2031"


def test_one_of_a_kind_is_singular() -> None:
    assert [words.count(number, "edition") for number in (0, 1, 1200)] == ["0 editions", "1 edition", "1,200 editions"]
    assert words.count(2, "story", "stories") == "2 stories"


def test_each_kind_of_correction_says_what_it_is() -> None:
    at = datetime(2031, 3, 4, 23, 30, tzinfo=UTC)
    said = {
        kind: words.correction(Correction("k", "h", "L1", kind, "It was Monday.", "", at), "The Post", VIENNA)
        for kind in ("reader", "withdrawn", "edited")
    }
    assert said["reader"] == "5 March 2031: It was Monday."
    assert "was withdrawn" in said["withdrawn"]
    assert "The Post has edited" in said["edited"]


def test_the_form_is_read_and_written_again() -> None:
    form = forms.search({"q": "a & b", "from": " 2031-03-04 ", "to": "", "page": "3"})
    assert (form.first, form.last, form.page, form.problem) == (date(2031, 3, 4), None, 3, "")
    assert form.at_page(4) == "/search?q=a+%26+b&from=2031-03-04&page=4"


@given(st.dictionaries(st.sampled_from(["q", "outlet", "from", "to", "page"]), st.text(max_size=300)))
def test_whatever_comes_in_is_read(given_form: dict[str, str]) -> None:
    form = forms.search(given_form)
    assert form.page >= 1
    assert len(form.words) <= forms.LONGEST
    assert bool(form.problem) == any(
        given_form.get(name, "")[: forms.LONGEST].strip() and found is None
        for name, found in (("from", form.first), ("to", form.last))
    )


def test_hits_are_cut_out_of_a_snippet_and_stray_marks_are_words() -> None:
    assert marks.hits("a \x02b\x03 c") == (("a ", False), ("b", True), (" c", False))
    assert marks.hits("\x02b") == (("b", False),)
    assert marks.parse("9-12,1-5,4-8,x-3,7-2") == ((1, 8), (9, 12)), "as the links of an edition number them"
