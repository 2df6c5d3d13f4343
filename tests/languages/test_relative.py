"""The day that a weekday means is told by the verb beside it."""

from __future__ import annotations

from datetime import date

import pytest

from broadsheet.languages.en.relative import find, gloss


@pytest.mark.parametrize(
    ("sentence", "rules"),
    [
        ("The council met on Monday.", ["weekday-before"]),
        ("The council will meet on Monday.", ["weekday-after"]),
        ("On Monday the council met, and on Friday it will meet again.", ["weekday-before", "weekday-before"]),
        ("They met on Monday and will meet on Friday.", ["weekday-before", "weekday-after"]),
        ("On Friday they are expected in Senby.", ["weekday-after"]),
        ("Senby on Monday.", [""]),
        ("The fair opens on Monday, 2 March.", []),
        ("The fair of 2 March, on Monday and yesterday.", ["day-1"]),
    ],
)
def test_each_expression_has_its_rule(sentence: str, rules: list[str]) -> None:
    assert [each.rule for each in find(sentence)] == rules


@pytest.mark.parametrize(
    ("sentence", "rules"),
    [
        ("The ferry will stay closed until at least Thursday.", ["weekday-after"]),
        ("The ferry will stay closed on Thursday.", ["weekday-after"]),
        ("The ferry is closed until Thursday.", ["weekday-after"]),
        ("The road stays shut until Friday at the earliest.", ["weekday-after"]),
        ("The talks were expected to end by Friday at the latest.", ["weekday-after"]),
        ("The harbour board must answer by Friday.", ["weekday-after"]),
        ("The board has until Friday to answer.", ["weekday-after"]),
        ("The talks were extended until Friday.", ["weekday-after"]),
        ("The strike lasted until Thursday.", ["weekday-before"]),
        ("Four crews were found by Thursday.", ["weekday-before"]),
        ("The mayor will resign, she said on Thursday.", ["weekday-before"]),
    ],
)
def test_what_lasts_until_a_weekday_ends_on_the_coming_one(sentence: str, rules: list[str]) -> None:
    assert [each.rule for each in find(sentence)] == rules


def test_the_weekday_behind_until_is_counted_from_the_day_of_writing() -> None:
    (found,) = find("The pier will stay closed until at least Thursday.")
    assert gloss(found.words, found.rule, date(2026, 11, 30)) == "3 December"


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("They hope for a better tomorrow.", []),
        ("The school trains the leaders of tomorrow.", []),
        ("Today's youth read more than their parents did.", []),
        ("It is a problem of today’s digital world.", []),
        ("The result of tomorrow's vote is open.", ["tomorrow"]),
        ("As of today the bridge is open.", ["today"]),
        ("Today's meeting was short.", ["Today"]),
        ("The fair opens tomorrow and the council met today.", ["tomorrow", "today"]),
    ],
)
def test_a_time_that_is_no_day_is_no_date(sentence: str, words: list[str]) -> None:
    assert [each.words for each in find(sentence)] == words
