"""Which texts are one report, whose it was, and what is no copy."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.copies import Candidate, group, sign
from broadsheet.model import Report

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)
SYLLABLES = "ba ke lo mi ru sa te vo na pi du gle fra sto".split()


def prose(seed: int, sentences: int = 20) -> list[str]:
    """Made-up sentences that share no five words with those of another seed."""
    chance = random.Random(seed)
    words = ["".join(chance.choice(SYLLABLES) for _ in range(3)) for _ in range(12 * sentences)]
    return [" ".join(words[at : at + 12]).capitalize() + "." for at in range(0, len(words), 12)]


def text(
    id: str, words: Sequence[str], *, hours: float = 0, outlet: str = "", credit: tuple[str, ...] = ()
) -> Candidate:
    joined = " ".join(words)
    at = NOON + timedelta(hours=hours)
    return Candidate(id, outlet or f"outlet-{id}", at, f"Title of {id}", joined, credit, True, sign(joined))


def relations(reports: Sequence[Report]) -> dict[str, str]:
    return {member.article_id: member.relation for each in reports for member in each.members}


def together(reports: Sequence[Report]) -> set[frozenset[str]]:
    return {frozenset(member.article_id for member in each.members) for each in reports}


WIRE = prose(1)


def test_cut_extended_and_whole_copies_are_one_report() -> None:
    reports = group(
        [
            text("a", WIRE, outlet="Senby Wire"),
            text("b", WIRE, hours=1, credit=("Senby Wire",)),
            text("c", WIRE[:8], hours=2, credit=("Senby Wire",)),
            text("d", [*WIRE, *prose(2, 8)], hours=3, credit=("Senby Wire",)),
            text("e", prose(3)),
        ]
    )
    assert together(reports) == {frozenset("abcd"), frozenset("e")}
    assert relations(reports) == {"a": "original", "b": "copy", "c": "abridged", "d": "extended", "e": "original"}


def test_a_shared_passage_makes_no_copy() -> None:
    shared = prose(4, 5)
    one, two = text("a", [*prose(5), *shared]), text("b", [*prose(6), *shared])
    assert together(group([one, two])) == {frozenset("a"), frozenset("b")}


def test_the_agency_that_a_copy_credits_is_the_original_though_it_came_later() -> None:
    first = text("a", WIRE, outlet="Hallin Post", credit=("Senby Wire",))
    agency = text("b", WIRE, hours=2, outlet="Senby Wire")
    (report,) = group([first, agency])
    assert {member.original_id for member in report.members} == {"b"}


def test_the_same_words_a_fortnight_later_are_a_report_of_their_own() -> None:
    assert len(group([text("a", WIRE), text("b", WIRE, hours=24 * 14)])) == 2


def test_short_alerts_with_the_same_words_are_one() -> None:
    alert = prose(9, 2)
    assert together(group([text("a", alert), text("b", alert, hours=1)])) == {frozenset("ab")}


@given(st.permutations(range(6)))
def test_the_order_decides_nothing(order: list[int]) -> None:
    some = [text("a", WIRE), text("b", WIRE[:10]), text("c", WIRE[5:]), text("d", prose(2)), text("e", prose(2)[:9])]
    every = [*some, text("f", prose(3))]
    assert group([every[number] for number in order]) == group(every)


def test_an_article_given_twice_counts_once() -> None:
    one = text("a", WIRE)
    assert together(group([one, one])) == {frozenset("a")}
