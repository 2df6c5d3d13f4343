"""What a worker does: the stages of shape *each*, prepared once and told apart by their work."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from broadsheet import articles
from broadsheet.articles.rules.profiles import Profile
from broadsheet.articles.rules.rules import Rule
from broadsheet.flow import Stage, name_of
from broadsheet.flow import stage as stage_of
from broadsheet.model import Capture, Failed, Link, Made, Outcome, Outlet, Statement, Version
from broadsheet.pipeline.guard.guarding import guarded
from broadsheet.text.records import TextRecord

PREPARATION = "broadsheet.pipeline.engine.worker:prepare"


@dataclass(frozen=True, slots=True)
class ReadWork:
    """A Capture to read; `why` says why only the Link's words may be used, `rule` what was written down for its outlet,
    `profile` what was learned of it, `max_decoded` how many bytes its decoded body may have."""

    capture: Capture
    link: Link | None
    article_id: str
    outlet: Outlet
    max_decoded: int
    why: str = ""
    record: TextRecord | None = None
    rule: Rule | None = None
    profile: Profile | None = None


@dataclass(frozen=True, slots=True)
class StudyWork:
    """A Version, and the stages for which it is to be looked at."""

    version: Version
    stages: tuple[Stage, ...]


@dataclass(frozen=True, slots=True)
class NoWork:
    """Work that cannot be done, with the reason: it keeps the place of its outcome among the others."""

    why: Failed


@dataclass(frozen=True, slots=True)
class Studied:
    """What a Version gave: an outcome for each stage that was asked for, with its name."""

    found: tuple[tuple[str, Made[Any] | Failed], ...]

    def of(self, stage: str) -> Made[Any] | Failed:
        return dict(self.found)[stage]


def _signature(stage: Stage, version: Version) -> bytes:
    signed: bytes = stage.work()(version.text.content).to_bytes()
    return signed


def _statements(stage: Stage, version: Version) -> tuple[Statement, ...]:
    found: tuple[Statement, ...] = stage.work()(version)
    return found


# What a stage makes of a Version, by the noun.
_OF_VERSION: Mapping[str, Callable[[Stage, Version], Any]] = {"Signature": _signature, "Statement": _statements}


def _study(work: StudyWork) -> Studied:
    """Each of the stages by itself: what breaks one is no fault of another."""
    found: list[tuple[str, Made[Any] | Failed]] = []
    for stage in work.stages:
        value = guarded(partial(_OF_VERSION[name_of(stage.makes)], stage, work.version), "pure")
        found.append((stage.name, value if isinstance(value, Failed) else Made(value)))
    return Studied(tuple(found))


def prepare() -> Callable[[Sequence[Any]], list[Outcome[Any]]]:
    """Loads the rooms once and gives the function that does any of their work."""
    prepare_reader = stage_of("articles").work()
    # The parsers are loaded by this call; a reader for another limit costs nothing more.
    reader = cache(lambda limit: prepare_reader(max_decoded=limit))
    prepare_reader()

    def do(work: object) -> Outcome[Any]:
        if isinstance(work, NoWork):
            return work.why
        if isinstance(work, ReadWork):
            if work.record is not None:
                return articles.from_text(
                    work.record, article_id=work.article_id, capture=work.capture, outlet=work.outlet
                )
            if work.why and work.link is not None:
                return articles.from_link(
                    work.capture.id,
                    work.link,
                    article_id=work.article_id,
                    outlet=work.outlet,
                    captured=work.capture.at,
                    why=work.why,
                )
            page = articles.Page(work.capture, work.link, work.article_id, work.outlet, work.profile, work.rule)
            read: Outcome[Any] = reader(work.max_decoded)([page])[0]
            return read
        if isinstance(work, StudyWork):
            return Made(_study(work))
        return Failed("unknown-work", type(work).__name__, again=False)

    return lambda batch: [do(work) for work in batch]
