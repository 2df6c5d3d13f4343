"""What a round left out, in numbers that a person can act on: languages, age, examples of what was rejected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from broadsheet.pipeline.rounds.fetching import FEEDS, passed_over
from broadsheet.pipeline.rounds.languages import set_aside
from broadsheet.store.contract import Ledger

_SHOWN = 5  # examples of each reason
_ROUNDS = 200  # newest rounds that are looked through


@dataclass(frozen=True, slots=True)
class LeftOutOfRounds:
    """What rounds left out: articles by language, entries that were too old, and for each (stage, reason) of rejected
    records the details of the first few."""

    languages: tuple[tuple[str, int], ...] = ()
    too_old: int = 0
    examples: tuple[tuple[str, str, tuple[str, ...]], ...] = ()


def left_out(ledger: Ledger, round_ids: Iterable[int]) -> LeftOutOfRounds:
    """What those rounds left out."""
    languages: Counter[str] = Counter()
    examples: dict[tuple[str, str], list[str]] = {}
    too_old = 0
    for round_id in round_ids:
        for each in ledger.outcomes(round_id):
            if each.stage == FEEDS:
                too_old += passed_over(each)
            elif each.outcome == "rejected" and each.reason == "language":
                languages[each.detail] += 1
            elif each.outcome == "rejected" and each.stage == "records" and each.detail:
                examples.setdefault((each.stage, each.reason), []).append(each.detail)
    shown = tuple((stage, reason, tuple(found[:_SHOWN])) for (stage, reason), found in sorted(examples.items()))
    return LeftOutOfRounds(tuple(languages.most_common()), too_old, shown)


def unread_languages(ledger: Ledger, since: datetime) -> Mapping[str, Counter[str]]:
    """Articles that were set aside for their language since then, by outlet and language."""
    found: dict[str, Counter[str]] = {}
    recent = {each.id for each in ledger.rounds(limit=_ROUNDS) if each.started >= since}
    for round_id, outcome in set_aside(ledger, _ROUNDS):
        reading = ledger.reading(round_id, outcome.key) if round_id in recent else None
        if reading is not None:
            found.setdefault(reading.outlet_id, Counter())[outcome.detail] += 1
    return found
