"""What the reader does not want: words, topics, outlets, muted stories. Applied to the material, so that every
rendering has the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from broadsheet.editions.computed import section_name
from broadsheet.editions.material import Material
from broadsheet.editions.recipe import Filter
from broadsheet.model import Version


@dataclass(frozen=True, slots=True)
class Filtered:
    """The material that is left, and ids of the stories and Articles that were held back."""

    material: Material
    held: tuple[str, ...]


def apply(filters: Sequence[Filter], material: Material, *, day: date) -> Filtered:
    """A story is held back where its newest title or most of its reports fit a filter, or where it is muted."""
    live = [each for each in filters if each.until is None or day <= each.until]
    kept, held = [], []
    for story in material.stories:
        news = [version for version in story.versions if version.article_id in story.fresh] or list(story.versions)
        hits = sum(_hit(version, live) for version in news)
        if story.story.id in material.muted or (news and 2 * hits > len(news)):
            held.append(story.story.id)
        else:
            kept.append(story)
    alone = [version for version in material.alone if not _hit(version, live)]
    held += [version.article_id for version in material.alone if _hit(version, live)]
    left = Material(tuple(kept), tuple(alone), material.outlets, material.before, material.corrections, material.muted)
    return Filtered(left, tuple(sorted(held)))


def _hit(version: Version, filters: Sequence[Filter]) -> bool:
    return any(_fits(version, each) for each in filters)


def _fits(version: Version, wanted: Filter) -> bool:
    if wanted.outlet:
        return version.outlet_id == wanted.outlet
    if wanted.topic:
        names = {version.section.casefold(), section_name(version.section).casefold()}
        return wanted.topic.casefold() in names - {""}
    return has_word(wanted.word, f"{version.title}\n{version.text.content[:1500]}")


def has_word(word: str, text: str) -> bool:
    """Whether `text` has the word or phrase whole: "U.S." is not "us", and "war" is not in "warden". Small letters
    in the filter fit capitals too; capitals fit only themselves."""
    exact = any(letter.isupper() for letter in word)
    pattern = rf"(?<![\w]){re.escape(word)}(?![\w])"
    return re.search(pattern, text, 0 if exact else re.IGNORECASE) is not None
