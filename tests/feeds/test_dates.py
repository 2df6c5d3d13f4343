"""Dates of entries: mail's, ISO's, those in words, those that cannot be."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet import feeds
from broadsheet.feeds import parse
from broadsheet.feeds.dates import Dates
from broadsheet.languages import codes
from broadsheet.languages.loading import table
from broadsheet.languages.tables import Calendar
from broadsheet.model import Made, Moment
from tests.feeds.samples import CAPTURED, item, only, parsed, rss


def read(text: str) -> Moment | None:
    return Dates(CAPTURED).moment(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tue, 03 Mar 2026 09:05:00 +0100", "2026-03-03T08:05:00+00:00"),
        ("3 Mar 26 9:05 GMT", "2026-03-03T09:05:00+00:00"),
        ("Tue, 03 Mar 2026 09:05:00 EST", "2026-03-03T14:05:00+00:00"),
        ("Mar 3, 2026 9:05 PM", "2026-03-03T21:05:00+00:00"),
        ("Tue, 03 Mar 2026 24:00:00 GMT", "2026-03-04T00:00:00+00:00"),
        ("2026-03-03T09:05:00.25+01:00", "2026-03-03T08:05:00+00:00"),
        ("2026-03-03T09:05Z", "2026-03-03T09:05:00+00:00"),
        ("20260303T090500Z", "2026-03-03T09:05:00+00:00"),
        ("2026-03-03 09:05:00", "2026-03-03T09:05:00+00:00"),
        ("Tue Mar  3 09:05:00 2026", "2026-03-03T09:05:00+00:00"),
        ("Tue Mar 03 09:05:00 EST 2026", "2026-03-03T14:05:00+00:00"),
        ("Di, 03 Mär 2026 10:00:00 +0100", "2026-03-03T09:00:00+00:00"),
        ("вт, 03 мар 2026 10:00:00 +0300", "2026-03-03T07:00:00+00:00"),
        ("1772528700", "2026-03-03T09:05:00+00:00"),
        ("2026-03-03", "2026-03-03"),
        ("2026-062", "2026-03-03"),
        ("3. März 2026", "2026-03-03"),
        ("Ti, 03 Maa 2026 09:05:00 +0000", "2026-03-03T09:05:00+00:00"),
        ("mar, 03 mar 2026 09:05:00 +0000", "2026-03-03T09:05:00+00:00"),
        ("ter, 03 mar 2026 09:05:00 -0300", "2026-03-03T12:05:00+00:00"),
        ("wt., 3 marca 2026 09:05", "2026-03-03T09:05:00+00:00"),
        ("martes, 3 de marzo de 2026 09:05:00 +0100", "2026-03-03T08:05:00+00:00"),
        ("Di, 03-Mrz-26 09:05:00 MEZ", "2026-03-03T08:05:00+00:00"),
        ("3. März 2026, 09:05 Uhr", "2026-03-03T09:05:00+00:00"),
        ("вт, 03 бер. 2026 09:05:00 +0200", "2026-03-03T07:05:00+00:00"),
        ("周二, 03 三月 2026 09:05:00 +0800", "2026-03-03T01:05:00+00:00"),
        ("화, 03 3월 2026 09:05:00 +0900", "2026-03-03T00:05:00+00:00"),
        ("T3, 03 thg 3 2026 09:05:00 +0700", "2026-03-03T02:05:00+00:00"),
        ("יום ג׳, 03 מרץ 2026 09:05:00 +0200", "2026-03-03T07:05:00+00:00"),
        ("อ., 03 มี.ค. 2569 09:05:00 +0700", "2026-03-03T02:05:00+00:00"),
        ("الثلاثاء, ٠٣ مارس ٢٠٢٦ 09:05:00 +0300", "2026-03-03T06:05:00+00:00"),
        ("سه‌شنبه, 03 مارس 2026 09:05:00 +0330", "2026-03-03T05:35:00+00:00"),
        ("Tue, 03 Mar 2026 09:05:00 SAST", "2026-03-03T07:05:00+00:00"),
        ("Tue, 03 Mar 2026 09:05:00 BRT", "2026-03-03T12:05:00+00:00"),
        ("Tue, 03 Mar 2026 09:05:00 (CET)", "2026-03-03T08:05:00+00:00"),
        ("Tue, 03 Mar 2026 09:05:00 (corrected)", "2026-03-03T09:05:00+00:00"),
        ("Tue, 03 Mar 2026 09:05:00 +0530 (IST)", "2026-03-03T03:35:00+00:00"),
        ("Tue, 03 Mar 2026 09:05:00 +0530 IST", "2026-03-03T03:35:00+00:00"),
        ("Tue, 03 Mar 2026 09:05:00 GMT+2", "2026-03-03T07:05:00+00:00"),
        ("Tue, 03 Mar 2026 09:05:00 UTC+05:30", "2026-03-03T03:35:00+00:00"),
        ("Tue, 03 Mar 2026 09:05:00 Europe/Berlin", "2026-03-03T08:05:00+00:00"),
        ("2026-03-03T09:05:00 WIB", "2026-03-03T02:05:00+00:00"),
        ("Tue Mar 03 09:05:00 MEZ 2026", "2026-03-03T08:05:00+00:00"),
        # A zone that is not known: the day is all that is sure.
        ("Tue, 03 Mar 2026 09:05:00 IST", "2026-03-03"),
        ("Tue, 03 Mar 2026 23:05:00 XYZ", "2026-03-03"),
        ("2026-03-03T23:05:00 IST", "2026-03-03"),
    ],
)
def test_dates_are_understood(text: str, expected: str) -> None:
    moment = read(text)
    assert moment is not None
    assert (moment.iso(), moment.clamped) == (expected, False)


@pytest.mark.parametrize(
    "text",
    [
        "", "soon", "0000-00-00", "2026-02-31T00:00:00Z", "Tue, 32 Mar 2026 09:05:00 GMT", "25:61", "9" * 90,
        "Mon, 01 Jan 0001 00:00:00 +0000", "Thu, 01 Jan 1970 00:00:00 GMT", "1969-12-31T16:00:00-08:00", "0",
        "9999-12-31T23:59:59-12:00", "2026-03-03 " * 50,
    ],
)  # fmt: skip
def test_what_is_no_date_is_none(text: str) -> None:
    """Also the zero of a program's clock: an entry without a date, not one of 1970."""
    assert read(text) is None


@pytest.mark.parametrize("text", ["Thu, 05 Mar 2026 19:05:00 GMT", "2026-03-05T19:05:00Z", "5. März 2026 um 19:05"])
def test_a_date_in_the_future_is_set_back_to_the_capture_and_marked(text: str) -> None:
    moment = read(text)
    assert moment is not None
    assert (moment.at, moment.clamped) == (CAPTURED, True)


@pytest.mark.parametrize(
    "text",
    [
        "Tue, 03 Mar 2099 09:05:00 GMT",
        "2099-03-03T09:05:00Z",
        "2099-03-03",
        "3. März 2099 um 9:05",
        "1 Jan 1985 10:00 GMT",
    ],
)
def test_a_date_out_of_range_is_none(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize("stated", ["Mon, 01 Jan 0001 00:00:00 +0000", "Sat, 05 Apr 2061 10:00:00 GMT"])
def test_a_feed_says_which_time_was_out_of_range(stated: str) -> None:
    outcome = parse(rss(item(more=f"<pubDate>{stated}</pubDate>")), captured=CAPTURED)
    assert isinstance(outcome, Made)
    assert outcome.value.entries[0].published is None
    assert outcome.note.startswith("time-out-of-range: ")


def test_a_day_ahead_may_be_another_zone() -> None:
    moment = read("2026-03-05T10:00:00Z")
    assert moment is not None
    assert not moment.clamped


@given(
    st.sampled_from([code for code in codes() if table(code, Calendar).months]),
    st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2026, 3, 1)),  # noqa: DTZ001
    st.data(),
)
def test_a_date_in_any_language_is_that_date_or_none(language: str, at: datetime, data: st.DataObject) -> None:
    """With the feed's language it is always that date; without it never another one."""
    month = data.draw(st.sampled_from(table(language, Calendar).months[at.month - 1]))
    weekday = data.draw(
        st.sampled_from(["", *(f"{day}, " for day in table(language, Calendar).weekdays[at.weekday()])])
    )
    text = f"{weekday}{at.day:02} {month} {at.year} {at:%H:%M:%S} +0000"
    for declared in (language.replace("_", "-"), ""):
        moment = Dates(CAPTURED, language=declared).moment(text)
        assert moment is not None or not declared
        assert moment is None or moment.at == at.replace(microsecond=0, tzinfo=UTC)


def test_the_language_of_the_feed_and_of_the_entry_decide() -> None:
    """Lis is October in Croatian and November in Polish."""
    dated = item(more="<pubDate>30 lis 2013 11:34:37 +0000</pubDate>")
    for language, month in (("hr-HR", 10), ("pl", 11)):
        published = only(parsed(rss(dated, head=f"<language>{language}</language>"))).published
        assert published is not None and published.at.month == month
        published = only(parsed(rss(dated.replace("<item>", f'<item xml:lang="{language}">')))).published
        assert published is not None and published.at.month == month
    assert only(parsed(rss(dated))).published is None


def test_the_country_of_the_feed_tells_a_zone() -> None:
    dated = item(more="<pubDate>Tue, 03 Mar 2026 09:05:00 IST</pubDate>")
    for language, hour in (("en-in", 3), ("en-ie", 8)):
        published = only(parsed(rss(dated, head=f"<language>{language}</language>"))).published
        assert published is not None and published.at.hour == hour


def test_dates_that_cannot_be_read_are_named() -> None:
    dates = (
        "Tue, 32 Mar 2026 09:05:00 GMT",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "0000-00-00",
        "",
        "30 lis 2013 10:00:00 GMT",
    )
    body = rss(
        "".join(
            item(link=f"https://courier.example/{at}", more=f"<pubDate>{date}</pubDate>")
            for at, date in enumerate(dates)
        )
    )
    outcome = feeds.parse(body)
    assert isinstance(outcome, Made)
    unread, refused = outcome.note.split("; ")
    assert unread == "2 dates could not be read, such as 'Tue, 32 Mar 2026 09:05:00 GMT'"
    assert refused == "time-out-of-range: 1970-01-01T00:00:00+00:00"


RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Courier</title></channel>
<item rdf:about="https://courier.example/1"><title>Pier</title><link>https://courier.example/1</link>
<dc:date>{date}</dc:date></item>{end}</rdf:RDF>"""


@pytest.mark.parametrize("end", ["", "<item><title>a & b"])
@pytest.mark.parametrize(
    ("date", "expected"), [("2026-03-03T10:05:00+01:00", "2026-03-03T09:05:00+00:00"), ("2026-03-03", "2026-03-03")]
)
def test_the_date_of_rss_1_0_is_that_of_publication(date: str, expected: str, end: str) -> None:
    """Also where the feed is broken, and feedparser reads it."""
    published = parsed(RDF.format(date=date, end=end).encode()).entries[0].published
    assert published is not None
    assert published.iso() == expected


@pytest.mark.parametrize("broken", ["", "<description>a & b</description>"])
def test_the_date_of_the_dublin_core_fills_in_for_a_missing_one(broken: str) -> None:
    core = "<dc:date>2026-03-03T10:05:00+01:00</dc:date>"
    entry = only(parsed(rss(item(more=core + broken))))
    assert entry.published is not None and entry.published.at.hour == 9
    both = only(parsed(rss(item(more=f"<pubDate>Tue, 03 Mar 2026 08:00:00 GMT</pubDate>{core}{broken}"))))
    assert both.published is not None and both.modified is not None
    assert (both.published.at.hour, both.modified.at.hour) == (8, 9)


def test_entries_without_a_date_have_none() -> None:
    entry = only(parsed(rss(item())))
    assert (entry.published, entry.modified) == (None, None)


def test_dates_of_the_dublin_core() -> None:
    more = (
        "<dcterms:issued>2026-03-03T09:05:00Z</dcterms:issued><dcterms:modified>2026-03-03T10:05:00Z</dcterms:modified>"
    )
    entry = only(parsed(rss(item(more=more))))
    assert entry.published is not None
    assert entry.modified is not None
    assert (entry.published.at.hour, entry.modified.at.hour) == (9, 10)


@given(
    st.integers(min_value=632_000_000, max_value=1_772_000_000),
    st.integers(min_value=-14 * 60, max_value=14 * 60),
)
def test_what_is_written_by_the_standards_is_read_back(seconds: int, offset: int) -> None:
    local = datetime.fromtimestamp(seconds, UTC)
    sign, (hours, minutes) = "-" if offset < 0 else "+", divmod(abs(offset), 60)
    stamps = (
        f"{local:%a, %d %b %Y %H:%M:%S} {sign}{hours:02}{minutes:02}",
        f"{local:%Y-%m-%dT%H:%M:%S}{sign}{hours:02}:{minutes:02}",
    )
    for stamp in stamps:
        moment = read(stamp)
        assert moment is not None
        assert moment.offset == offset
        assert moment.at.timestamp() + offset * 60 == seconds


@given(st.text(alphabet="0123456789 -:+TZ,.ajnmarepGM/月日", max_size=110))
def test_any_text_is_a_moment_or_none(text: str) -> None:
    moment = read(text)
    assert moment is None or moment.at <= CAPTURED or not moment.clamped


@pytest.mark.parametrize("zone", ["+9999", "-9999", "+0199", "+2400"])
def test_a_zone_that_is_none_leaves_the_day_alone(zone: str) -> None:
    found = read(f"Tue, 03 Mar 2026 09:05:00 {zone}")
    assert found is not None
    assert found.iso() == "2026-03-03"
    other = read(f"2026-03-03T09:05:00{zone}")
    assert other is not None
    assert other.iso() == "2026-03-03"
