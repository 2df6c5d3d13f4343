"""The headline of a story: one of its outlets', chosen by what the other reports bear out.

Requirement: never an opinion, a question, a live label, clickbait or half a quotation; names and numbers that two
original reports have, where there are two; no figure that a later report has overtaken. Theory: the title whose words
most reports share says what happened. Known failures: a figure in words on one side and in digits on the other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from broadsheet import languages
from broadsheet.editions.select.ranking import reported_at
from broadsheet.languages.loading import all_of, any_of, codes, once, table
from broadsheet.languages.tables import Headlines
from broadsheet.model import Version

_WORD = re.compile(r"[^\W_]+(?:[’'.\-][^\W_]+)*")
_NUMBER = re.compile(r"\b\d[\d,.]*\b")
_LONGEST = 400  # characters; of 10,000 titles the longest has 221
_UNFIT_KINDS = frozenset({"opinion", "live", "roundup", "video", "interview"})


@dataclass(frozen=True, slots=True)
class _HeadlineWords:
    """The words of all languages by which headlines are weighed; built once."""

    bait: re.Pattern[str]  # a question, a label, a lure: what leads no story
    loud: re.Pattern[str]
    stop: frozenset[str]
    numbers: dict[str, str]  # digits by the words for them


@once
def _words() -> _HeadlineWords:
    return _HeadlineWords(
        re.compile(rf"\?|{any_of(Headlines, lambda of: of.bait)}|!\s*$", re.IGNORECASE),
        re.compile(rf"[“‘\"]|\b{any_of(Headlines, lambda of: of.loud)}\b"),
        frozenset(all_of(Headlines, lambda of: of.stop)),
        {word: str(number) for code in codes() for number, word in enumerate(table(code, Headlines).numbers)},
    )


def fit(version: Version) -> bool:
    """Whether a title could stand over a story at all."""
    title = version.title
    if (
        len(title) > _LONGEST
        or version.kind in _UNFIT_KINDS
        or not 3 <= len(title.split()) <= 24
        or _words().bait.search(title)
    ):
        return False
    return _balanced(title)


def _balanced(title: str) -> bool:
    """No half a quotation: marks in pairs, and not a quotation with nothing beside it."""
    if title.count("“") != title.count("”") or title.count('"') % 2:
        return False
    singles = len(re.findall(r"(?<!\w)[‘']", title)) - len(re.findall(r"[’'](?!\w)", title))
    bare = re.sub(r"“[^”]*”|\"[^\"]*\"|(?<!\w)[‘'][^’']*[’'](?!\w)", "", title)
    return singles <= 0 and len(_WORD.findall(bare)) >= 3


def choose(versions: Sequence[Version], report_of: dict[str, str]) -> Version | None:
    """The Version whose title leads the story, or None where none is fit. `report_of` gives each Article's Report."""
    full = [version for version in versions if version.is_original_text] or list(versions)
    fits = [version for version in full if fit(version)]
    if not fits:
        return None
    latest = max(full, key=lambda version: (reported_at(version), version.id))
    spread: Counter[str] = Counter()
    numbers: Counter[str] = Counter()
    reports = {report_of.get(version.article_id, version.article_id) for version in full}
    for report in reports:
        mine = [version for version in full if report_of.get(version.article_id, version.article_id) == report]
        spread.update({term for version in mine for term in _terms(f"{version.title}\n{_opening(version)}")})
        numbers.update({number for version in mine for number in _numbers(f"{version.title}\n{version.text.content}")})
    several = len(reports) > 1

    def preference(version: Version) -> tuple[float, float, str]:
        terms = _terms(version.title)
        shared = sum(spread[term] for term in terms) / (len(terms) + 2) / len(reports)
        alone = [name for name in _names(version.title) if spread[name.lower()] < 2] if several else []
        unborne = [number for number in _numbers(version.title) if numbers[number] < 2] if several else []
        stale = _overtaken(version, latest)
        loud = 0.15 * bool(_words().loud.search(version.title))
        penalty = loud + 0.5 * len(unborne) + 0.2 * len(alone) + 2.0 * stale
        hours = max(0.0, (reported_at(latest) - reported_at(version)).total_seconds() / 3600)
        return shared - penalty - 0.01 * min(hours, 48), -len(version.title), version.id

    return max(fits, key=preference)


def _overtaken(version: Version, latest: Version) -> bool:
    """Whether the newest report counts otherwise what this title counts."""
    return version.id != latest.id and languages.of(version.language).overtaken(
        version.title, f"{latest.title}. {_opening(latest)}"
    )


def _opening(version: Version) -> str:
    return version.text.content[:500]


def _terms(words: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(words) if word.lower() not in _words().stop}


def _names(title: str) -> list[str]:
    words = _WORD.findall(title)
    return [word for word in words[1:] if word[0].isupper() and word.lower() not in _words().stop]


def _numbers(words: str) -> list[str]:
    digits = [match.strip(".,").replace(",", "") for match in _NUMBER.findall(words)]
    return digits + [
        _words().numbers[word] for word in re.findall(r"[a-z]+", words.lower()) if word in _words().numbers
    ]
