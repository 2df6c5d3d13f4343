"""What a journal says, put in order: the rounds and the editions as they came one after another. Pure.

A record may stand twice in an archive, after a kill or in a file that was written anew: the first counts. An edition
comes after the round that it was printed after, whatever day's file holds it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from broadsheet.formats.v1.journal import (
    EditionMade,
    EditionRemoved,
    Entry,
    RoundBegun,
    RoundDone,
    TextsWithdrawn,
    Withdrawal,
)


@dataclass(frozen=True, slots=True)
class PastRound:
    """A round: what it was to read, and what it came to, where the journal has that."""

    begun: RoundBegun
    done: RoundDone | None


@dataclass(frozen=True, slots=True)
class Past:
    """Rounds and editions in their order; the hashes of editions that were removed and not printed again; what was
    withdrawn, by Article; and the numbers of rounds between the first and the last of which the journal lacks the
    beginning or the end."""

    steps: tuple[PastRound | EditionMade, ...]
    removed: frozenset[str] = frozenset()
    withdrawn: tuple[tuple[str, tuple[Withdrawal, ...]], ...] = ()
    missing: tuple[int, ...] = ()


def past(entries: Iterable[Entry]) -> Past:
    """The past that the entries tell, in the order in which they were written."""
    begun: dict[int, RoundBegun] = {}
    done: dict[int, RoundDone] = {}
    made: dict[str, EditionMade] = {}
    removed: set[str] = set()
    withdrawn: dict[str, list[Withdrawal]] = {}
    for entry in entries:
        if isinstance(entry, RoundBegun):
            begun.setdefault(entry.round.id, entry)
        elif isinstance(entry, RoundDone):
            done.setdefault(entry.round_id, entry)
        elif isinstance(entry, TextsWithdrawn):
            withdrawn.setdefault(entry.article_id, []).extend(entry.withdrawals)
        elif isinstance(entry, EditionRemoved):
            removed.add(entry.hash)
        else:
            # One that was removed and printed again is there.
            removed.discard(entry.hash)
            made.setdefault(entry.hash, entry)
    numbers = set(begun) | set(done) | {each.after for each in made.values() if each.after}
    every = range(min(numbers), max(numbers) + 1) if numbers else range(0)
    return Past(
        steps=_steps(begun, done, made.values()),
        removed=frozenset(removed),
        withdrawn=tuple((id, tuple(withdrawn[id])) for id in sorted(withdrawn)),
        missing=tuple(number for number in every if number not in begun or number not in done),
    )


def _steps(
    begun: dict[int, RoundBegun], done: dict[int, RoundDone], made: Iterable[EditionMade]
) -> tuple[PastRound | EditionMade, ...]:
    steps: list[PastRound | EditionMade] = []
    waiting = sorted(made, key=lambda each: (each.after, each.end, each.hash), reverse=True)
    for number in sorted(begun):
        while waiting and waiting[-1].after < number:
            steps.append(waiting.pop())
        steps.append(PastRound(begun[number], done.get(number)))
    return (*steps, *reversed(waiting))
