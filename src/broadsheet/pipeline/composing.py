"""An edition is printed whatever is in it: what cannot be set in it is left out of it, and named."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from broadsheet import editions
from broadsheet.editions import Material, Recipe
from broadsheet.model import Edition
from broadsheet.pipeline import aside
from broadsheet.pipeline.context import Context

_log = logging.getLogger("broadsheet")


def compose(
    context: Context,
    recipe: Recipe,
    material: Material,
    *,
    date: date,
    zone: str,
    window: tuple[datetime, datetime],
    clock: str = "",
    title: str = "Broadsheet",
) -> Edition:
    """The edition of a recipe, without the stories, articles and corrections that cannot be composed by themselves.
    Where none of them can be made out, the error stands."""

    def make(some: Material) -> Edition:
        return editions.compose(recipe, some, date=date, zone=zone, window=window, clock=clock, title=title)

    try:
        return make(material)
    except Exception as error:
        aside.fault(error)
        sound = _sound(context, material, make)
        if sound == material:
            raise
    return make(sound)


def _sound(context: Context, material: Material, make: Callable[[Material], Edition]) -> Material:
    """The material that can be composed: each part of it was tried by itself."""
    empty = replace(material, stories=(), alone=(), corrections=())

    def holds(name: str, some: Material) -> bool:
        try:
            make(some)
        except Exception as error:
            _log.error("%s cannot be printed", name, exc_info=error)
            context.progress.note(
                f"Left out, since it cannot be printed: {name} ({type(error).__name__}: {error})"[:300]
            )
            return False
        return True

    return replace(
        material,
        stories=tuple(
            each for each in material.stories if holds(f"story {each.story.id}", replace(empty, stories=(each,)))
        ),
        alone=tuple(each for each in material.alone if holds(each.url, replace(empty, alone=(each,)))),
        corrections=tuple(
            each
            for each in material.corrections
            if holds(f"correction {each.correction.id}", replace(empty, corrections=(each,)))
        ),
    )
