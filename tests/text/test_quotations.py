"""Quotations in the styles that outlets print, and the marks that are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.text.quotations import covered, find


def quoted(text: str) -> list[str]:
    return [text[each.inner_start : each.inner_end] for each in find(text)]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("“We are going,” Holt said. “All of us.”", ["We are going,", "All of us."]),
        ('"We are going," Holt said. "All of us."', ["We are going,", "All of us."]),
        ("‘We are going,’ Holt said. ‘The dockers’ league stays.’", ["We are going,", "The dockers’ league stays."]),
        ("'We are going,' Holt said. 'It's late.'", ["We are going,", "It's late."]),
        ("„Wir gehen“, sagte Holt. „Alle.“", ["Wir gehen", "Alle."]),
        ("«On y va», dit Holt.", ["On y va"]),
        ("»Wir gehen«, sagte Holt.", ["Wir gehen"]),
        ("”Vi går”, sade Holt. ”Alla.”", ["Vi går", "Alla."]),
        ("「行こう」とホルトは言った。", ["行こう"]),
        ("''We are going,'' Holt said. ''It's late.''", ["We are going,", "It's late."]),
        ("``We are going,'' Holt said.", ["We are going,"]),
        ("''I said, 'We are going,''' Holt said.", ["I said, 'We are going,'"]),
    ],
)
def test_every_style_is_found(text: str, inside: list[str]) -> None:
    assert quoted(text) == inside


@pytest.mark.parametrize(
    "text",
    [
        "the farmers’ league and the workers’ council",
        "It’s the ’90s, isn’t it?",
        "rock ’n’ roll",
        "a board of 6'2\" by 3'",
    ],
)
def test_apostrophes_and_inches_quote_nothing(text: str) -> None:
    assert find(text) == ()


def test_the_outermost_quotation_holds_those_inside() -> None:
    text = "“He told me ‘no’ and then ‘never’,” Holt said."
    assert quoted(text) == ["He told me ‘no’ and then ‘never’,"]


def test_a_speech_that_goes_on_in_the_next_paragraph_is_open() -> None:
    text = "“This is the first part.\n“And this the second.”"
    first, second = find(text)
    assert not first.closed
    assert first.goes_on
    assert text[first.start : first.end] == "“This is the first part."
    assert second.closed
    assert not second.goes_on


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("“It is dry, said Holt. The council met on Monday.\n\nNobody spoke.", ["It is dry, said Holt."]),
        ('Holt said: "It is dry and cold. The council met.\n\nNobody spoke.', ["It is dry and cold."]),
        ("“It is dry\nNobody spoke.", ["It is dry"]),
    ],
)
def test_a_quotation_that_nothing_ends_swallows_no_later_sentence(text: str, inside: list[str]) -> None:
    assert quoted(text) == inside


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('“We will win," Holt said. "We always do.”', ["We will win,", "We always do."]),
        ("“It is unusual,“ said Holt. “It is hard to do.”", ["It is unusual,", "It is hard to do."]),
        ('"What does that mean? " Holt asked.', ["What does that mean? "]),
        ("“We go, Holt said. “All of us are going to the lake.”", ["All of us are going to the lake."]),
        ('"We are going,” Holt said. "All of us.”', ["We are going,", "All of us."]),
        ('"They ate its brain,\' " said Holt.', ["They ate its brain,' "]),
    ],
)
def test_marks_that_slipped_lose_nothing_but_themselves(text: str, inside: list[str]) -> None:
    assert quoted(text) == inside


_MARKED = st.text(alphabet="ab ,.s`\n“”\"'‘’„«»「」—(", max_size=80)


@given(_MARKED)
def test_quotations_are_in_order_and_within_a_line(text: str) -> None:
    at = 0
    for each in find(text):
        assert at <= each.start < each.inner_start <= each.inner_end <= each.end <= len(text)
        assert "\n" not in text[each.start : each.end]
        assert each.closed == (each.end > each.inner_end)
        assert text[each.inner_start : each.inner_end].strip()
        at = each.end
    assert covered(text) == tuple((each.inner_start, each.inner_end) for each in find(text))


@pytest.mark.parametrize("piece", ['"', "“", "”", "'", "‘a ", "‘a, b’ ", "“a “b” ", '“a," ', "a' ", "«a "])
@pytest.mark.timeout(60)
def test_a_long_line_of_marks_comes_to_an_end(piece: str) -> None:
    find(piece * (200_000 // len(piece)))
