"""The four counts, wherever a number of sources is shown: articles, outlets, owners, original reports.

Feed-only and teaser texts are counted apart, never as originals.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from broadsheet.model import Outlet, Report, Version

Inputs = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Counts:
    articles: int
    outlets: int
    owners: int
    originals: int
    apart: int


def inputs_of(versions: Sequence[Version], reports: Sequence[Report], outlets: Mapping[str, Outlet]) -> Inputs:
    """What the counts are computed from: ids and names, each once, sorted."""
    full = [version for version in versions if version.is_original_text]
    ids = {version.article_id for version in full}
    owners = {owner_of(outlets[version.outlet_id]) for version in full}
    originals = {report.id for report in reports if ids & set(report.article_ids)}
    return (
        ("articles", tuple(sorted(ids))),
        ("outlets", tuple(sorted({version.outlet_id for version in full}))),
        ("owners", tuple(sorted(owners))),
        ("originals", tuple(sorted(originals))),
        ("apart", tuple(sorted(version.article_id for version in versions if not version.is_original_text))),
    )


def of_story(versions: Sequence[Version], report_of: Mapping[str, str], outlets: Mapping[str, Outlet]) -> Counts:
    """The counts of a story as an edition gives them, opinion left out; `report_of` gives each Article's Report."""
    news = [version for version in versions if version.kind != "opinion"]
    full = [version for version in news if version.is_original_text]
    return Counts(
        articles=len({version.article_id for version in full}),
        outlets=len({version.outlet_id for version in full}),
        owners=len({owner_of(outlets[version.outlet_id]) for version in full}),
        originals=len({report_of.get(version.article_id, version.article_id) for version in full}),
        apart=len(news) - len(full),
    )


def owner_of(outlet: Outlet) -> str:
    """The name that owners are counted by; an outlet whose owner is not known is its own."""
    return outlet.owner or outlet.name


def counts(inputs: Inputs) -> Counts:
    sizes = {name: len(values) for name, values in inputs}
    return Counts(*(sizes.get(name, 0) for name in ("articles", "outlets", "owners", "originals", "apart")))


def words(inputs: Inputs) -> str:
    """``5 articles from 4 outlets of 3 owners: 2 original reports. 1 more text is known from a feed only.``"""
    found = counts(inputs)
    head = (
        f"{_some(found.articles, 'article')} from {_some(found.outlets, 'outlet')} of {_some(found.owners, 'owner')}: "
        f"{_some(found.originals, 'original report')}."
    )
    if not found.apart:
        return head
    one = found.apart == 1
    return (
        f"{head} {'One more text is' if one else f'{found.apart} more texts are'} known in part only and not counted."
    )


def _some(number: int, one: str) -> str:
    return f"{number} {one if number == 1 else one + 's'}"
