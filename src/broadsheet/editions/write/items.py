"""The sections that are no stories: single items, features, opinions. Each item is a Line or two with its outlet."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from broadsheet.editions.material import Material, StoryMaterial
from broadsheet.editions.select import digest, headlines, ranking
from broadsheet.editions.select.candidates import DigestCandidate, SentencePlace, stands_alone
from broadsheet.editions.select.counts import owner_of
from broadsheet.editions.write import sentences
from broadsheet.editions.write.lines import LineWriter
from broadsheet.model import Entry, Group, Line, Outlet, Span, Statement, Version

FEATURE_WORDS = 700  # below that a text is news, however good
_FEATURE_KINDS = frozenset({"news", "analysis", "interview", "obituary"})


@dataclass(frozen=True, slots=True)
class Single:
    """An item of a single original report: the text that stands for it, and the ids of all Articles that it covers."""

    version: Version
    covers: frozenset[str]


def singles(below: Sequence[StoryMaterial], alone: Sequence[Version]) -> list[Single]:
    """Items of a single original report, the newest first: the fullest fresh text of each."""
    items: list[Single] = []
    for story in below:
        fresh = [each for each in story.versions if each.article_id in story.fresh and headlines.fit(each)]
        if fresh:
            best = min(fresh, key=lambda each: (not each.is_original_text, ranking.reported_at(each), each.id))
            items.append(Single(best, story.fresh))
    lone = [each for each in alone if each.kind != "opinion" and headlines.fit(each)]
    items += [Single(each, frozenset({each.article_id})) for each in lone]
    return sorted(items, key=lambda each: _newest_first(each.version))


def _newest_first(version: Version) -> tuple[bool, float, str]:
    return not version.is_original_text, -ranking.reported_at(version).timestamp(), version.id


def opening(
    writer: LineWriter, version: Version, statements: Sequence[Statement], printed: Collection[str]
) -> Line | None:
    """The first sentence of a text that stands alone, if it is one of its first three and was not printed before."""
    mine = [each for each in statements if each.version_id == version.id]
    for each in sentences.of(version)[:3]:
        if sentences.key(each.words) in printed or sentences.key(each.words) == sentences.key(version.title):
            continue
        if not sentences.refusal(each, mine) and writer.can_print(each):
            return writer.sentence(version, each.start, each.end)
    return None


def single_entries(lines: Sequence[tuple[Line, Line | None]]) -> list[Entry]:
    """Headlines with their openings, an entry each; those without one are a list at the end."""
    told = [
        Entry("", "brief", (Group("headline", None, (headline,)), Group("what-happened", None, (opening,))))
        for headline, opening in lines
        if opening is not None
    ]
    bare = tuple(headline for headline, opening in lines if opening is None)
    return [*told, *([Entry("", "brief", (Group("also", None, bare),))] if bare else [])]


def features(material: Material, outlets: dict[str, Outlet]) -> list[Version]:
    """Long originals of the window, the best first: by length, by how many other outlets name this one in their
    reports of the same story, and news of one's own before what all have."""
    copied = {
        member.article_id
        for story in material.stories
        for report in story.reports
        for member in report.members
        if member.relation != "original"
    }
    found = [
        (_worth(version, story, outlets), version)
        for story in material.stories
        for version in story.versions
        if version.article_id in story.fresh
    ]
    found += [(_worth(version, None, outlets), version) for version in material.alone]
    fit = [
        (worth, version)
        for worth, version in found
        if version.outlet_id in outlets
        and version.is_original_text
        and version.article_id not in copied
        and version.kind in _FEATURE_KINDS
        and len(version.text.content.split()) >= FEATURE_WORDS
        and len(version.title.split()) >= 3
    ]
    ordered = [version for _, version in sorted(fit, key=lambda each: (-each[0], each[1].id))]
    return one_outlet_after_another(ordered, outlets)


def _worth(version: Version, story: StoryMaterial | None, outlets: dict[str, Outlet]) -> float:
    words = len(version.text.content.split())
    outlet = outlets.get(version.outlet_id)
    names = [name for name in (outlet.name, outlet.in_text.removeprefix("the ")) if name] if outlet else []
    cited = 0
    if story is not None:
        others = [each for each in story.versions if each.outlet_id != version.outlet_id]
        cited = len({each.outlet_id for each in others if any(name in each.text.content for name in names)})
    return math.log(max(1, words)) + 0.8 * cited


def one_outlet_after_another(versions: Sequence[Version], outlets: dict[str, Outlet]) -> list[Version]:
    """The same, with a second item of an outlet, owner or kind of funding only after the others had one."""
    left: list[Version] = list(versions)
    found: list[Version] = []
    while left:
        counted = {id(each): _seen(each, found, outlets) for each in left}
        best = min(left, key=lambda each: (counted[id(each)], left.index(each)))
        found.append(best)
        left.remove(best)
    return found


def _seen(version: Version, before: Sequence[Version], outlets: dict[str, Outlet]) -> tuple[int, int, int]:
    mine = outlets[version.outlet_id]
    others = [outlets[each.outlet_id] for each in before]
    return (
        sum(each.id == mine.id for each in others),
        sum(owner_of(each) == owner_of(mine) for each in others),
        sum(each.funding == mine.funding for each in others),
    )


def opinions(material: Material, outlets: dict[str, Outlet]) -> list[Version]:
    """Opinion of the window, outlets of several kinds before more of one."""
    within = [version for story in material.stories for version in story.versions if version.article_id in story.fresh]
    fit = [
        version
        for version in (*within, *material.alone)
        if version.kind == "opinion" and version.outlet_id in outlets and version.is_original_text
    ]
    newest = sorted(fit, key=lambda each: (-ranking.reported_at(each).timestamp(), each.id))
    return one_outlet_after_another(newest, outlets)


def opening_words(writer: LineWriter, version: Version, statements: Sequence[Statement]) -> Line | None:
    """The standfirst of a text, else the first of its leading sentences that can stand alone."""
    line = writer.standfirst(version)
    if line is not None:
        return line
    mine = [each for each in statements if each.version_id == version.id]
    fit = [each for each in sentences.of(version)[:8] if not sentences.refusal(each, mine) and writer.can_print(each)]
    return writer.sentence(version, fit[0].start, fit[0].end) if fit else None


def argument(writer: LineWriter, version: Version, _: Sequence[Statement]) -> Line | None:
    """The sentence that says most of what the piece says, whole, under the outlet's name. Where the writer says "I" or
    "we" it is under the writer's own name as well, or not printed: the paper's name alone would lay it to the paper."""
    author = _author(version)
    allowed = ("", "first person") if author else ("",)
    fit = [
        each
        for each in sentences.of(version)
        if 8 <= len(each.words.split()) <= 45
        and each.words[-1] == "."
        and stands_alone(each.words, each.version.language)
        and not sentences.quotes_at_length(each.words)
        and sentences.refusal(each, ()) in allowed
        and writer.can_print(each)
    ]
    if not fit:
        return None
    candidates = [
        DigestCandidate(SentencePlace(0, each.start, each.end), each.words, 0, each.version.language) for each in fit
    ]
    (chosen,) = digest.pick(candidates, [version.title], budget_words=45, most=1) or (None,)
    if chosen is None:
        return None
    first_person = sentences.in_first_person(version.text.content[chosen.start : chosen.end], version.language)
    return writer.colon(version, chosen.start, chosen.end, author=author if first_person else None)


def _author(version: Version) -> Span | None:
    """Where the name of the one author stands in the title or the text; None where there are more, or it stands nowhere."""
    if len(version.authors) != 1 or len(version.authors[0].split()) < 2:
        return None
    name = version.authors[0]
    at = version.title.find(name)
    if at >= 0:
        return Span(version.id, "title", at, at + len(name))
    at = version.text.content.find(name)
    return Span(version.id, "text", at, at + len(name)) if at >= 0 else None
