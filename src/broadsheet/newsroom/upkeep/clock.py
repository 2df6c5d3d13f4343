"""A computer's clock against what a paper has done: one that is wrong prints editions of days that never were."""

from __future__ import annotations

from datetime import datetime, timedelta

from broadsheet.store.contract import Ledger

ADVICE = "Set this computer's clock, then run the command again."
_SLACK = timedelta(minutes=10)  # by so much a clock is put back when it is set over the network
_LONG = timedelta(days=365)


def behind(ledger: Ledger, now: datetime) -> str:
    """What is wrong with a clock that is before what the paper has done already; "" where nothing is."""
    last = _last_round(ledger)
    if last is None or now >= last - _SLACK:
        return ""
    return f"this computer's clock says {_words(now)}, but the paper's last round was on {_words(last)}"


def ahead(ledger: Ledger, now: datetime) -> str:
    """That the paper's last round was more than a year ago by the clock; "" where it was not."""
    last = _last_round(ledger)
    if last is None or now - last < _LONG:
        return ""
    return f"the paper's last round was on {_words(last)}, {(now - last).days:,} days before this computer's clock ({_words(now)})"


def _last_round(ledger: Ledger) -> datetime | None:
    return max((each.started for each in ledger.rounds(limit=100)), default=None)


def _words(at: datetime) -> str:
    return f"{at.day} {at:%B %Y, %H:%M} UTC"
