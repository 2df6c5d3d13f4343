"""START HERE: the stages in order: what each takes, what it makes, its function and its version.

Two shapes and no third. A stage of shape *each* works on one value at a time and runs anywhere;
a stage of shape *group* works on all new values of a round with what is known, in the coordinator.
`fetch` stands between feeds and articles and is the one stage that touches the world; the rest
are values in, values out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from broadsheet import articles, copies, editions, feeds, messages, statements, stories
from broadsheet.model import Capture, Edition, Link, Report, Source, Statement, StoryChange, Version


@dataclass(frozen=True, slots=True)
class Stage:
    """`takes` and `makes` are nouns; `function` is where the work is done; raising `version`
    makes again exactly the rows that the stage made."""

    name: str
    shape: Literal["each", "group"]
    takes: tuple[type | str, ...]
    makes: type | str
    function: Callable[..., Any] | str
    version: str = ""


FLOW: tuple[Stage, ...] = (
    Stage("fetch feeds", "each", (Source,), Capture, "broadsheet.fetch:Fetcher.get"),
    Stage("feeds", "each", (Capture,), Link, feeds.read),
    Stage("fetch pages", "each", (Link,), Capture, "broadsheet.fetch:Fetcher.get"),
    Stage("articles", "each", (Capture, Link), Version, articles.prepare, articles.EXTRACTOR),
    Stage("copies", "group", (Version,), Report, copies.group, copies.COPIES),
    Stage("stories", "group", (Report,), StoryChange, stories.group, stories.STORIES),
    Stage("statements", "each", (Version,), Statement, statements.find, statements.STATEMENTS),
    Stage("editions", "group", (StoryChange, Report, Statement, Version), Edition, editions.compose),
    Stage("messages", "each", (Edition,), "Message", messages.render),
)


def name_of(noun: type | str) -> str:
    return noun if isinstance(noun, str) else noun.__name__


def figure() -> str:
    """The flow as the architecture page draws it: one line a stage."""
    width = max(len(stage.name) for stage in FLOW)
    return "\n".join(
        f"{stage.name:<{width}}  {stage.shape:<5}  {' + '.join(map(name_of, stage.takes))} -> {name_of(stage.makes)}"
        for stage in FLOW
    )
