"""What commands say of articles that a setting left out."""

from __future__ import annotations

from broadsheet.cli import show
from broadsheet.newsroom.outlets.accounts import LeftOutOfRounds
from broadsheet.newsroom.outlets.languages import listed_languages
from broadsheet.newsroom.rounds import Account
from broadsheet.settings import Settings


def plain(account: Account, missing: LeftOutOfRounds) -> dict[str, object]:
    """What a round came to, for a program to read."""
    return {"round": account.round, "counts": account.counts, "resumed": account.resumed, "left_out": missing}


def told_of(missing: LeftOutOfRounds, chosen: Settings) -> list[str]:
    """What was left out for the settings' sake, and which setting it is."""
    read = f"[{', '.join(chosen.paper.languages)}]"
    lines = [
        f"{show.count(number, 'article')} in {listed_languages([tag])} left out: paper.languages is {read}."
        for tag, number in missing.languages
    ]
    if missing.too_old:
        entries = show.count(missing.too_old, "entry", "entries")
        lines.append(
            f"{entries} older than fetch.first_hours ({chosen.fetch.first_hours}) left out; raise it to read them."
        )
    return lines
