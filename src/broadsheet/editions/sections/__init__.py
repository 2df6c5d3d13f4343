"""The kinds of section: what `take` in a recipe can say. A new kind is its function, in a module here, and its row below."""

from __future__ import annotations

from broadsheet.editions.sections import singles, stories
from broadsheet.editions.sections.context import SectionKind
from broadsheet.editions.sections.texts import Texts
from broadsheet.editions.write import items
from broadsheet.errors import InputError

KINDS: dict[str, SectionKind] = {
    "stories": SectionKind(stories.fill, tells_stories=True),
    "singles": SectionKind(singles.fill),
    "features": SectionKind(Texts(items.features, items.opening_words).fill),
    "opinions": SectionKind(Texts(items.opinions, items.argument, role="argument").fill, takes_opinion=True),
}


def kind(take: str) -> SectionKind:
    """The kind of that name. InputError where this version has none: a recipe may come out of a newer version's journal."""
    if take not in KINDS:
        raise InputError(f"there is no kind of section {take!r}.", hint=f"take can be {', '.join(KINDS)}.")
    return KINDS[take]
