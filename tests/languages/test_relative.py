"""The day that a weekday means is told by the verb beside it."""

from __future__ import annotations

import pytest

from broadsheet.languages.en.relative import find


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
