"""The order of a past, from entries in any order that an archive may have them in."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.archive.past import Past, PastRound, past
from broadsheet.formats.v1 import journal as v1

AT = datetime(2031, 5, 4, 6, 30, tzinfo=UTC)
PAPER = v1.Paper("The Test", "UTC", ("en",), 1000)


def begun(number: int) -> v1.RoundBegun:
    return v1.RoundBegun(v1.Round(number, "fetch", ("s1",), AT, AT), PAPER, (), (), (), (), ())


def done(number: int) -> v1.RoundDone:
    return v1.RoundDone(number, ())


def made(name: str, *, after: int, hours: int = 0) -> v1.EditionMade:
    end = AT + timedelta(hours=hours)
    recipe = v1.Recipe("morning", "Morning")
    return v1.EditionMade(name, name, after, recipe, date(2031, 5, 4), AT, end, "", PAPER, (), (), ())


def removed(name: str) -> v1.EditionRemoved:
    return v1.EditionRemoved(name, name, AT)


def told(found: Past) -> list[int | str]:
    return [step.begun.round.id if isinstance(step, PastRound) else step.hash for step in found.steps]


def test_an_edition_comes_after_its_round_and_before_the_next() -> None:
    entries: list[v1.Entry] = [
        made("b", after=1, hours=2),
        begun(2),
        done(2),
        begun(1),
        made("c", after=2),
        done(1),
        made("a", after=1),
    ]
    found = past([*entries, made("first", after=0)])
    assert told(found) == ["first", 1, "a", "b", 2, "c"]
    assert found.missing == ()


def test_editions_after_a_round_that_is_gone_come_before_the_next_that_is_there() -> None:
    found = past([begun(1), done(1), made("a", after=2), begun(3), done(3)])
    assert told(found) == [1, "a", 3]
    assert found.missing == (2,)


def test_a_round_without_its_end_or_its_beginning_is_missing() -> None:
    found = past([begun(4), done(5), begun(6), done(6)])
    assert found.missing == (4, 5)
    assert [step.done for step in found.steps if isinstance(step, PastRound)] == [None, done(6)]


def test_the_first_of_two_that_say_the_same_counts() -> None:
    other = v1.RoundDone(1, (("a1", "v1", "ab" * 32),))
    (step,) = past([begun(1), done(1), begun(1), other]).steps
    assert step == PastRound(begun(1), done(1))


def test_what_was_removed_and_printed_again_is_there() -> None:
    assert past([made("a", after=0), removed("a")]).removed == {"a"}
    assert past([made("a", after=0), removed("a"), made("a", after=0)]).removed == frozenset()


def test_withdrawals_of_an_article_stand_together() -> None:
    one, two = (v1.Withdrawal(id, "a1", "", "c", "u", "", "d", "asked for", AT) for id in ("w1", "w2"))
    entries = [v1.TextsWithdrawn("a2", ()), v1.TextsWithdrawn("a1", (one,)), v1.TextsWithdrawn("a1", (two,))]
    assert past(entries).withdrawn == (("a1", (one, two)), ("a2", ()))


def test_of_nothing_there_is_no_past() -> None:
    assert past([]) == Past(())


@given(
    order=st.permutations([*map(begun, range(1, 5)), *map(done, range(1, 5)), made("x", after=2), made("y", after=4)])
)
def test_the_order_of_the_records_changes_nothing(order: list[v1.Entry]) -> None:
    assert told(past(order)) == [1, 2, "x", 3, 4, "y"]
