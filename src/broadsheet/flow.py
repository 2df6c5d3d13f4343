"""START HERE: the stages in order: what each takes, what it makes, its function and its version. The pipeline runs what
stands here, in this order, and nothing else.

Two shapes and no third. A stage of shape *each* works on one value at a time and runs anywhere; a stage of shape
*group* works on all new values of a round with what is known, in the coordinator. Values in, values out; only the
stages that bring something in (`files`, `feeds`, `pages`, `replay`) touch the world.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from operator import attrgetter
from typing import Any, Literal

from broadsheet import articles, copies, statements, stories
from broadsheet.model import Capture, Edition, Link, Report, Source, Statement, StoryChange, Version

# What is done with a part of the flow: files are imported, outlets fetched, a past made again, each of them taken through
# the round, and an edition printed.
FlowPart = Literal["import", "fetch", "replay", "round", "print"]
Noun = type | str


@dataclass(frozen=True, slots=True)
class Stage:
    """`takes` and `makes` are nouns, `knows` those that earlier rounds made; `function` is where the work is done, as
    package and name, so that a worker loads no room that it does not need; raising `version` lets `broadsheet remake`
    make again exactly the rows that the stage made. `items` are the names under which the ledger counts its items,
    where there are others than its own."""

    name: str
    part: FlowPart
    shape: Literal["each", "group"]
    takes: tuple[Noun, ...]
    makes: Noun
    function: str
    version: str = ""
    knows: tuple[Noun, ...] = ()
    items: tuple[str, ...] = ()

    def work(self) -> Callable[..., Any]:
        """The function itself; its room is loaded by this call."""
        module, _, name = self.function.partition(":")
        found: Callable[..., Any] = attrgetter(name)(import_module(module))
        return found


FLOW: tuple[Stage, ...] = (
    Stage("files", "import", "each", ("File",), Capture, "broadsheet.archive:read_warc", items=("files", "records")),
    Stage("feeds", "fetch", "each", (Source,), Link, "broadsheet.feeds:read"),
    Stage("pages", "fetch", "each", (Link,), Capture, "broadsheet.fetch:Fetcher.get", items=("planning", "pages", "again")),
    Stage("replay", "replay", "each", ("Journal",), Capture, "broadsheet.archive:Archive.notes"),
    Stage("articles", "round", "each", (Capture, Link), Version, "broadsheet.articles:prepare", articles.EXTRACTOR, knows=("Profile",)),
    Stage("copies", "round", "each", (Version,), "Signature", "broadsheet.copies:sign", copies.COPIES),
    Stage("statements", "round", "each", (Version,), Statement, "broadsheet.statements:find", statements.STATEMENTS),
    Stage("reports", "round", "group", (Version, "Signature"), Report, "broadsheet.copies:group", copies.COPIES, knows=(Report,)),
    Stage("stories", "round", "group", (Version, Report), StoryChange, "broadsheet.stories:group", stories.STORIES, knows=(StoryChange,)),
    Stage("learning", "round", "group", (Version,), "Profile", "broadsheet.articles:learn", knows=("Profile",)),
    Stage("editions", "print", "group", (StoryChange, Report, Statement, Version), Edition, "broadsheet.editions:compose", knows=(Edition,)),
    Stage("messages", "print", "each", (Edition,), "Message", "broadsheet.messages:render"),
)  # fmt: skip

# What comes from outside, and which parts each way through the house consists of.
ORIGINS: tuple[Noun, ...] = ("File", Source, "Journal")
WALKS: Mapping[str, tuple[FlowPart, ...]] = {
    "import": ("import", "round"),
    "fetch": ("fetch", "round"),
    "replay": ("replay", "round"),
    "print": ("print",),
}


def stage(name: str, flow: Sequence[Stage] = FLOW) -> Stage:
    """The stage of that name; LookupError where the flow has none."""
    for each in flow:
        if each.name == name:
            return each
    raise LookupError(f"the flow has no stage {name!r}")


def stages(*parts: FlowPart, flow: Sequence[Stage] = FLOW) -> tuple[Stage, ...]:
    """The stages of these parts, in the order of the flow."""
    return tuple(each for each in flow if each.part in parts)


def items(each: Stage) -> tuple[str, ...]:
    """The names under which the ledger counts the items of a stage."""
    return each.items or (each.name,)


def problems(flow: Sequence[Stage] = FLOW) -> tuple[str, ...]:
    """What is wrong with a flow, in words: a stage must take what a stage before it makes or what comes from outside,
    and may know what any stage makes."""
    every = {name_of(each.makes) for each in flow}
    made = set(map(name_of, ORIGINS))
    found = []
    for each in flow:
        found += [
            f"the stage {each.name} takes {noun}, which nothing before it makes"
            for noun in map(name_of, each.takes)
            if noun not in made
        ]
        found += [
            f"the stage {each.name} knows {noun}, which nothing makes"
            for noun in map(name_of, each.knows)
            if noun not in every
        ]
        made.add(name_of(each.makes))
    names = [each.name for each in flow]
    found += [f"there are two stages {name}" for name in dict.fromkeys(names) if names.count(name) > 1]
    return tuple(found)


def name_of(noun: Noun) -> str:
    return noun if isinstance(noun, str) else noun.__name__


def figure() -> str:
    """The flow as the architecture page draws it: one line a stage; in brackets what earlier rounds made."""
    width = max(len(each.name) for each in FLOW)
    return "\n".join(
        f"{each.part:<6}  {each.name:<{width}}  {each.shape:<5}  {_taken(each)} -> {name_of(each.makes)}"
        for each in FLOW
    )


def _taken(each: Stage) -> str:
    known = ", ".join(map(name_of, each.knows))
    return " + ".join(map(name_of, each.takes)) + (f" ({known})" if known else "")
