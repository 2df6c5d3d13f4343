"""Pages of one host that came back with one text: told before they are kept, and known from their feed instead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from broadsheet import articles
from broadsheet.model import Made, Outcome, Reading, Rejected, Version
from broadsheet.pipeline.context import Context
from broadsheet.text import addresses

_KNOWN = 12  # Articles of an outlet, its last ones, against which a page is held
_LONGEST = 1_500  # characters: what is longer is held against the pages of its own round only


def without_walls(
    context: Context, readings: Sequence[Reading], outcomes: Sequence[Outcome[object]]
) -> list[Outcome[object]]:
    """The outcomes, those of pages that are one wall rejected as that."""
    fresh = [
        (at, outcome.value.version)
        for at, (reading, outcome) in enumerate(zip(readings, outcomes, strict=True))
        if isinstance(outcome, Made) and isinstance(outcome.value, articles.ReadPage) and not reading.why
    ]
    known = _known(context, {readings[at].outlet_id for at, version in fresh if len(version.text.content) < _LONGEST})
    pages = [_shown(context, version) for version in (*(version for _, version in fresh), *known)]
    told = articles.same_page(pages)
    found = list(outcomes)
    for number, (at, version) in enumerate(fresh):
        if number in told:
            found[at] = Rejected(
                articles.SAME_PAGE, f"{addresses.host(version.url)} shows this text for others as well"
            )
    return found


def _known(context: Context, outlets: Iterable[str]) -> list[Version]:
    """What was read of these outlets' last pages."""
    ids = [id for outlet in sorted(outlets) if outlet for id in context.ledger.last_articles(outlet, limit=_KNOWN)]
    return [each for each in context.ledger.newest_versions(ids) if each.access != "feed-only"] if ids else []


def _shown(context: Context, version: Version) -> articles.Shown:
    link = context.ledger.link(version.link_id) if version.link_id else None
    title = link.title if link is not None and link.title else version.title
    return articles.Shown(version.article_id, addresses.host(version.url), title, version.text.content)
