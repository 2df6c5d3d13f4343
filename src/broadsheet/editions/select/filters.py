"""What the reader does not want: words, topics, outlets, muted stories. Applied to the material, so that every
rendering has the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from broadsheet.editions.material import Material, StoryMaterial, part_of
from broadsheet.editions.recipe import Filter
from broadsheet.editions.write.computed import section_name
from broadsheet.model import Version


@dataclass(frozen=True, slots=True)
class Filtered:
    """The material that is left; ids of the stories that were held back, and of the Articles that were held back outside
    of them; and the words that no Line may have: of what a filter lets in, some sentence may still hold one."""

    material: Material
    stories: tuple[str, ...]
    articles: tuple[str, ...]
    words: tuple[str, ...]


def apply(filters: Sequence[Filter], material: Material, *, day: date) -> Filtered:
    """A text that fits a filter is taken out of its story, with all that rests on it. The whole story is held back where
    most of its new texts fit, or where it is muted."""
    live = [each for each in filters if each.until is None or day <= each.until]
    kept: list[StoryMaterial] = []
    held: list[str] = []
    without: set[str] = set()
    for story in material.stories:
        news = [version for version in story.versions if version.article_id in story.fresh] or list(story.versions)
        hits = {version.id for version in story.versions if _hit(version, live)}
        many = news and 2 * sum(version.id in hits for version in news) > len(news)
        left = None
        if story.story.id not in material.muted and not many:
            left = part_of(story, {version.id for version in story.versions} - hits) if hits else story
        # What is left of a story may have nothing new any more: then it is held back as a whole.
        if left is None or (story.fresh and not left.fresh):
            held.append(story.story.id)
            continue
        kept.append(left)
        without |= story.fresh - left.fresh
    alone = [version for version in material.alone if not _hit(version, live)]
    without |= {version.article_id for version in material.alone} - {version.article_id for version in alone}
    corrections = tuple(made for made in material.corrections if not any(_hit(each, live) for each in made.versions))
    left_material = replace(material, stories=tuple(kept), alone=tuple(alone), corrections=corrections)
    words = tuple(each.word for each in live if each.word)
    return Filtered(left_material, tuple(sorted(held)), tuple(sorted(without)), words)


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
