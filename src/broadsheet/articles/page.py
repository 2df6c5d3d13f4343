"""What the room takes and what it makes."""

from __future__ import annotations

from dataclasses import dataclass

from broadsheet.articles.rules.profiles import Profile
from broadsheet.articles.rules.rules import Rule
from broadsheet.model import Capture, Link, Outlet, Version

# Raised whenever the same page would be read otherwise: Versions of two extractors make no edit.
EXTRACTOR = "articles/5"


@dataclass(frozen=True, slots=True)
class Page:
    """One Capture to read, the Link that led to it if one did, the Article it is of, and its outlet.

    `profile` is what was learned of the outlet's pages before, `rule` what a person wrote down for
    pages of that time (`RuleBook.rule_for`), if anything.
    """

    capture: Capture
    link: Link | None
    article_id: str
    outlet: Outlet
    profile: Profile | None = None
    rule: Rule | None = None


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A Version, and the addresses (canonical, AMP) by which the page says it can be reached as well."""

    version: Version
    addresses: tuple[str, ...] = ()
