"""Dated rules of single outlets, for what the general method gets wrong: one TOML file an outlet.

A file names the outlet's domains and holds one `[[rule]]` for each layout, with the day of the first
capture that it is for. The newest rule that is not later than a Capture applies, so that old captures
are read by the rules of their time. What a rule does not name is read as ever; a selector that meets
nothing on a page leaves that field to the general method, and the outcome says so.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from typing import Annotated

from broadsheet import toml
from broadsheet.errors import SettingsError
from broadsheet.text import addresses

# The fields of an article that a rule may point at, each by a CSS selector.
FIELDS = ("title", "standfirst", "body", "authors", "published", "modified", "section")


Selector = Annotated[str, "a CSS selector"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A `[[rule]]`: how an outlet's pages are read from a day on. Each field is a CSS selector, empty where the rule is
    silent.

    `outlet` is the first domain of the file. `drop` are elements that are taken out first. `why` says what the general
    method got wrong.
    """

    outlet: str = field(default="", metadata=toml.NOT_WRITTEN)
    since: Annotated[date, "a day, written bare as in 2024-03-01"]
    why: str
    drop: tuple[str, ...] = ()
    title: Selector = ""
    standfirst: Selector = ""
    body: Selector = ""
    authors: Selector = ""
    published: Selector = ""
    modified: Selector = ""
    section: Selector = ""

    @property
    def version(self) -> str:
        """The name of this very rule: outlet, day, and a digest of what it says."""
        said = "\0".join(f"{each.name}={getattr(self, each.name)!r}" for each in fields(self) if each.name != "why")
        return f"{self.outlet}/{self.since.isoformat()}/{hashlib.sha256(said.encode()).hexdigest()[:8]}"


@dataclass(frozen=True, slots=True)
class RuleBook:
    """The rules of all outlets; `places` leads from a domain to the outlet's rules, the newest first."""

    places: tuple[tuple[str, tuple[Rule, ...]], ...] = ()

    def rule_for(self, url: str, at: datetime) -> Rule | None:
        """The rule for a capture of this address at this time: by the longest domain, then by the day."""
        host = addresses.host(url)
        fitting = [(domain, rules) for domain, rules in self.places if host == domain or host.endswith(f".{domain}")]
        if not fitting:
            return None
        _, rules = max(fitting, key=lambda place: len(place[0]))
        return next((rule for rule in rules if rule.since <= at.date()), None)


def read(files: Mapping[str, str]) -> RuleBook:
    """The book of these files, by name and TOML text. SettingsError names the file and the key."""
    places: dict[str, tuple[Rule, ...]] = {}
    owners: dict[str, str] = {}
    for name in sorted(files):
        domains, rules = _file(name, files[name])
        for domain in domains:
            if domain in owners:
                raise SettingsError(
                    f"domains of {name}: {domain} is also in {owners[domain]}.", hint="One file an outlet."
                )
            owners[domain] = name
            places[domain] = rules
    return RuleBook(tuple(sorted(places.items())))


@dataclass(frozen=True, slots=True)
class _RuleFile:
    domains: tuple[str, ...]
    rule: tuple[Rule, ...]


def _file(name: str, text: str) -> tuple[tuple[str, ...], tuple[Rule, ...]]:
    tree = toml.parse(text, where=name)
    if not tree.get("rule") and set(tree) <= {"domains", "rule"}:
        raise SettingsError(f"{name} has no [[rule]].", hint="Without one the file says nothing.")
    file = toml.build(_RuleFile, tree, name=lambda path: _place(path, name))
    if not file.domains:
        raise SettingsError(f"domains of {name} must name a domain.", hint="Write them as in lakeside.example.")
    for domain in file.domains:
        if "/" in domain or "." not in domain or domain != domain.lower():
            raise SettingsError(f"domains of {name}: {domain!r} is no domain.", hint="Write it as in lakeside.example.")
    rules = [_rule(each, f"rule {number} of {name}", file.domains[0]) for number, each in enumerate(file.rule, 1)]
    if len({rule.since for rule in rules}) < len(rules):
        raise SettingsError(
            f"two rules of {name} have the same `since`.", hint="Each rule is for the captures from its day on."
        )
    return file.domains, tuple(sorted(rules, key=lambda rule: rule.since, reverse=True))


def _place(path: toml.Path, name: str) -> str:
    """``domains in FILE``, ``since of rule 1 of FILE``."""
    match path:
        case ("rule", int(number), *keys):
            return " of ".join([*map(str, keys), f"rule {number + 1}", name])
        case (key, *_):
            return f"{key} in {name}"
    return name


def _rule(written: Rule, where: str, outlet: str) -> Rule:
    """The rule as it is written, of this outlet. SettingsError where it says nothing, or nothing that can be done."""
    if not written.why.strip():
        raise SettingsError(f"why of {where} must say what the general method gets wrong.")
    selectors = [(key, words) for key in FIELDS if (words := getattr(written, key))]
    for key, words in (*selectors, *(("drop", each) for each in written.drop)):
        _check_selector(words, f"{key} of {where}")
    if not selectors and not written.drop:
        raise SettingsError(f"{where} names no field.", hint=f"Give one of {', '.join(FIELDS)}, or drop.")
    return replace(written, outlet=outlet, why=written.why.strip())


def _check_selector(words: str, what: str) -> None:
    from selectolax.lexbor import LexborHTMLParser, SelectolaxError

    try:
        if not words.strip():
            raise ValueError
        LexborHTMLParser("<p></p>").css(words)
    except (SelectolaxError, ValueError) as error:
        raise SettingsError(f"{what} is no CSS selector: {words!r}.", hint="As in 'div.story > p'.") from error
