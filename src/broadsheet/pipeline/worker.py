"""What a worker does: the stages of shape *each*, prepared once and told apart by their work."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from broadsheet.articles.rules.profiles import Profile
from broadsheet.articles.rules.rules import Rule
from broadsheet.model import Capture, Failed, Link, Made, Outcome, Outlet, Statement, Version
from broadsheet.text.records import TextRecord

PREPARATION = "broadsheet.pipeline.worker:prepare"


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
    """A Version that needs a signature, or whose Statements are to be found, or both."""

    version: Version
    sign: bool = True
    attribute: bool = True


@dataclass(frozen=True, slots=True)
class NoWork:
    """Work that cannot be done, with the reason: it keeps the place of its outcome among the others."""

    why: Failed


@dataclass(frozen=True, slots=True)
class Studied:
    """What a Version gave; empty for what was not asked for. `broken` are the stages that it broke, each with why."""

    signature: bytes
    statements: tuple[Statement, ...]
    broken: tuple[tuple[str, Failed], ...] = ()


def prepare() -> Callable[[Sequence[Any]], list[Outcome[Any]]]:
    """Loads the rooms once and gives the function that does any of their work."""
    from broadsheet import articles, copies, statements

    # The parsers are loaded by this call; a reader for another limit costs nothing more.
    reader = cache(lambda limit: articles.prepare(max_decoded=limit))
    articles.prepare()

    def study(work: StudyWork) -> Studied:
        signature, found = b"", tuple[Statement, ...]()
        broken: list[tuple[str, Failed]] = []
        try:
            signature = copies.sign(work.version.text.content).to_bytes() if work.sign else b""
        except Exception as error:  # each of the two stages by itself
            broken.append(("copies", Failed("error", f"{type(error).__name__}: {error}", again=False)))
        try:
            found = statements.find(work.version) if work.attribute else found
        except Exception as error:
            broken.append(("statements", Failed("error", f"{type(error).__name__}: {error}", again=False)))
        return Studied(signature, found, tuple(broken))

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
            return reader(work.max_decoded)([page])[0]
        if isinstance(work, StudyWork):
            return Made(study(work))
        return Failed("unknown-work", type(work).__name__, again=False)

    return lambda batch: [do(work) for work in batch]
