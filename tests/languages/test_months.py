"""Names of months: every form that CLDR has, and which month is meant where it could be two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.languages import codes
from broadsheet.languages.dates_in_words.months import month_of
from broadsheet.languages.loading import table
from broadsheet.languages.tables import Calendar

FORMS = [
    (language, month, form)
    for language in codes()
    for month, forms in enumerate(table(language, Calendar).months, 1)
    for form in forms
]


def test_the_table_is_that_of_cldr() -> None:
    babel = pytest.importorskip("babel")
    assert len({language for language, _, _ in FORMS}) > 60
    for language in ("fi", "hr", "pl", "th", "ar", "zh"):
        babel.localedata._cache.clear()  # its locales mix once many are loaded
        months = babel.Locale.parse(language).months
        for month, forms in enumerate(table(language, Calendar).months, 1):
            assert months["format"]["wide"][month] in forms
            assert months["stand-alone"]["abbreviated"][month] in forms


@given(st.sampled_from(FORMS), st.integers(1990, 2040), st.integers(1, 28), st.data())
def test_a_name_is_its_month_or_none(form: tuple[str, int, str], year: int, day: int, data: st.DataObject) -> None:
    language, month, name = form
    written = data.draw(st.sampled_from([name, name.rstrip("."), name.upper(), name.capitalize()]))
    assert month_of(written, year=year, day=day, language=language.replace("_", "-")) == month
    assert month_of(written, year=year, day=day) in (month, None)


@given(st.sampled_from(FORMS), st.dates())
def test_a_weekday_beside_it_never_misleads(form: tuple[str, int, str], when: object) -> None:
    language, month, name = form
    day = when.replace(day=min(when.day, 28), month=month)  # type: ignore[attr-defined]
    for weekday in table(language, Calendar).weekdays[day.weekday()]:
        assert month_of(name, year=day.year, day=day.day, weekday=weekday) in (month, None)


@pytest.mark.parametrize(
    ("name", "language", "weekday", "month"),
    [
        ("lis", "pl", "", 11),
        ("lis", "hr", "", 10),
        ("lis", "cs", "", 11),
        ("lis", "", "", None),
        ("lis", "en-US", "", None),
        ("lis", "", "sri", 10),  # 30 October 2013 was a Wednesday
        ("lis", "", "Wed", 10),
        ("lis", "", "sob", 11),
        ("lis", "", "Sat", 11),
        ("lip", "", "Mon", None),  # 30 June was a Sunday, 30 July a Tuesday
        ("srp", "cs", "", 8),
        ("srp", "hr", "", 7),
        ("Lok", "", "Ke", 10),
        ("okt", "", "", 10),
        ("mai", "", "", 5),
        ("ene", "", "", 1),
        ("mrt", "", "", 3),
        ("out", "", "", 10),
        ("spa", "lt", "", 10),
        ("жов", "", "", 10),
        ("10월", "", "", 10),
        ("十月", "", "", 10),
        ("thg 10", "", "", 10),
        ("אוק", "", "", 10),
        ("באוקטובר", "", "", 10),
        ("مه", "fa", "", 5),
        ("ต.ค.", "", "", 10),
        ("Aout", "", "", 8),
        ("mar", "fi", "ke", 11),  # marraskuu, where the weekday is Finnish as well
        ("mar", "fi", "Wed", 3),
        ("13月", "", "", None),
        ("", "", "", None),
        ("foo", "", "", None),
    ],
)
def test_which_month_is_meant(name: str, language: str, weekday: str, month: int | None) -> None:
    assert month_of(name, year=2013, day=30, language=language, weekday=weekday) == month


def test_a_day_that_one_of_the_months_has_not_decides() -> None:
    assert month_of("lis", year=2013, day=31) == 10
