"""An edition is printed whatever is in it: what cannot be set in it is left out of it, and named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from broadsheet import flow
from broadsheet.editions import Material, Recipe
from broadsheet.model import Edition, Failed
from broadsheet.pipeline.context import Context
from broadsheet.pipeline.guard.guarding import guarded


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

    work: Callable[..., Edition] = flow.stage("editions").work()

    def make(some: Material) -> Edition:
        return work(recipe, some, date=date, zone=zone, window=window, clock=clock, title=title)

    made = guarded(lambda: make(material))
    # Where nothing is found that breaks it, the error stands.
    return made if isinstance(made, Edition) else make(_sound(context, material, make))


def _sound(context: Context, material: Material, make: Callable[[Material], Edition]) -> Material:
    """The material that can be composed: each part of it was tried by itself."""
    empty = replace(material, stories=(), alone=(), corrections=())

    def holds(name: str, some: Material) -> bool:
        made = guarded(lambda: make(some))
        if isinstance(made, Failed):
            context.progress.note(f"Left out, since it cannot be printed: {name} ({made.detail})"[:300])
        return not isinstance(made, Failed)

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
