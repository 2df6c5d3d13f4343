"""What is in the sample: who copied whom, who said what, what was edited, the figures, what is one-sided."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files

import msgspec

from broadsheet.errors import InputError
from broadsheet.model import Funding, Relation, StatementKind


@dataclass(frozen=True, slots=True)
class TrueOutlet:
    id: str
    name: str
    owner: str
    funding: Funding
    agency: bool


@dataclass(frozen=True, slots=True)
class TrueStory:
    """`articles` are slugs, in order of publication."""

    id: str
    title: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TrueCopy:
    article: str
    relation: Relation


@dataclass(frozen=True, slots=True)
class TrueCopies:
    original: str
    copies: tuple[TrueCopy, ...]


@dataclass(frozen=True, slots=True)
class TrueEdit:
    """At `at` the words `before` became `after`; in silence, or with a note."""

    article: str
    at: datetime
    silent: bool
    before: str
    after: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class TrueFigure:
    """An article's value of what is counted, and the words that give it."""

    story: str
    counts: str
    article: str
    value: float
    words: str


@dataclass(frozen=True, slots=True)
class TrueStatement:
    """An attribution as the article reads at the last fetch. `words` are its pieces in order, without
    their quotation marks; `speaker` is the full name, or "" where the article has none."""

    article: str
    speaker: str
    role: str
    kind: StatementKind
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TrueUtterance:
    """The same words in several articles; quotation and apostrophes in the typographic form."""

    speaker: str
    words: str
    whole: tuple[str, ...]
    cut: tuple[str, ...]
    paraphrased: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TrueVoice:
    """The part that a speaker has in a story, and the articles that one would quote it from."""

    story: str
    speaker: str
    part: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoodNews:
    """A measured change: the story's measure in a year before and a year after, with its reports."""

    story: str
    measure: str
    since: int
    before: int
    until: int
    after: int
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Truth:
    """All of it. Articles are named by their slugs."""

    outlets: tuple[TrueOutlet, ...]
    stories: tuple[TrueStory, ...]
    copies: tuple[TrueCopies, ...]
    edits: tuple[TrueEdit, ...]
    figures: tuple[TrueFigure, ...]
    statements: tuple[TrueStatement, ...]
    utterances: tuple[TrueUtterance, ...]
    voices: tuple[TrueVoice, ...]
    good_news: GoodNews
    single_outlet: tuple[str, ...]
    opinion: tuple[str, ...]
    paywalled: tuple[str, ...]
    feed_only: tuple[str, ...]
    boilerplate: tuple[str, ...]

    def story_of(self, article: str) -> TrueStory | None:
        return next((story for story in self.stories if article in story.articles), None)


@cache
def truth() -> Truth:
    """The sample's truth.toml. InputError names the field that does not fit."""
    text = (files("broadsheet.demo") / "truth.toml").read_text(encoding="utf-8")
    try:
        return msgspec.convert(tomllib.loads(text), Truth)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise InputError(f"demo/truth.toml cannot be read: {error}.") from error
