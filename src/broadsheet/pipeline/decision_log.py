"""What a round and an edition decided, and why, told to the log where somebody listens.

Nothing is decided here and nothing is kept: all of it is read back from the ledger and from the pure rooms, so that the
log cannot say anything else than what was done. Nobody listening costs one question.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator, Mapping

from broadsheet import editions
from broadsheet.model import Edition, ItemOutcome, Round, Version
from broadsheet.pipeline.context import Context

_log = logging.getLogger("broadsheet.decisions")
_LEVELS = {"rejected": logging.INFO, "failed": logging.INFO}  # of outcomes; the others are told in detail only
_SHOWN = 120  # characters of a sentence or a title


def of_round(context: Context, current: Round) -> None:
    """What became of each item of a round, which texts were taken for copies, and what joined which story."""
    if not _log.isEnabledFor(logging.INFO):
        return
    sources = {source.id: source.url for source in context.catalogue.sources}
    for outcome in context.ledger.outcomes(current.id):
        level = _LEVELS.get(outcome.outcome, logging.DEBUG)
        if _log.isEnabledFor(level):
            _log.log(level, "%s", _told(context, sources, outcome))
    articles = context.ledger.round_articles(current.id)
    newest = {version.article_id: version for version in context.ledger.newest_versions(articles)}
    for words in (*_copies(context, newest), *_stories(context, current, newest)):
        _log.info("round %s %s", current.id, words)


def of_edition(
    context: Context, edition: Edition, versions: Collection[Version], why: Collection[tuple[str, str, str]]
) -> None:
    """Why the stories stand in their order, and which sentences of the articles cited may not be printed by themselves."""
    if not _log.isEnabledFor(logging.INFO):
        return
    for story, title, standing in why:
        _log.info("edition story %s (%s): %s", story, title[:_SHOWN], standing)
    if not _log.isEnabledFor(logging.DEBUG):
        return
    cited = {source.version_id for source in edition.sources}
    statements = context.ledger.statements(sorted(cited))
    for version in sorted((each for each in versions if each.id in cited), key=lambda each: each.id):
        mine = [each for each in statements if each.version_id == version.id]
        for words, reason in editions.refused(version, mine):
            _log.debug("edition sentence refused (%s): %s: %s", reason, version.url, words[:_SHOWN])


def _name(context: Context, sources: Mapping[str, str], outcome: ItemOutcome) -> str:
    """The address of an item that the ledger knows by an id, where there is one."""
    if outcome.stage == "feeds":
        return sources.get(outcome.key, "")
    ledger = context.ledger
    reading = ledger.reading(outcome.round_id, outcome.key) if outcome.stage == "articles" else None
    link = ledger.link(reading.link_id if reading else outcome.key) if reading or outcome.stage == "pages" else None
    if link:
        return link.url
    sighting = ledger.sighting(reading.capture_id) if reading else None
    return sighting.url if sighting else ""


def _told(context: Context, sources: Mapping[str, str], outcome: ItemOutcome) -> str:
    name = _name(context, sources, outcome) or outcome.key
    why = f" ({outcome.reason})" if outcome.reason else ""
    detail = f": {outcome.detail}" if outcome.detail else ""
    return f"round {outcome.round_id} {outcome.stage} {name}: {outcome.outcome}{why}{detail}"


def _copies(context: Context, newest: Mapping[str, Version]) -> Iterator[str]:
    for member in context.ledger.memberships(sorted(newest)):
        if member.relation == "original":
            continue
        known = newest.get(member.original_id or "")
        original = known.url if known else member.original_id or "a text that is not here"
        yield f"copies {newest[member.article_id].url}: {member.relation} of {original}, {member.containment:.2f} shared"


def _stories(context: Context, current: Round, newest: Mapping[str, Version]) -> Iterator[str]:
    for story in sorted(set(context.ledger.stories_of(sorted(newest)).values())):
        for change in context.ledger.story_changes(story):
            if change.round_id != current.id:
                continue
            titles = " | ".join(newest[each].title[:_SHOWN] for each in change.article_ids if each in newest)
            other = f" (story {change.other})" if change.other else ""
            yield f"stories {change.story_id} {change.kind}{other}: {titles or len(change.article_ids)}"
