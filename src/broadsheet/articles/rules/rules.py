"""Dated rules of single outlets, for what the general method gets wrong: one TOML file an outlet.

A file names the outlet's domains and holds one `[[rule]]` for each layout, with the day of the first
capture that it is for. The newest rule that is not later than a Capture applies, so that old captures
are read by the rules of their time. What a rule does not name is read as ever; a selector that meets
nothing on a page leaves that field to the general method, and the outcome says so.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from broadsheet.errors import SettingsError
from broadsheet.text import addresses

# The fields of an article that a rule may point at, each by a CSS selector.
FIELDS = ("title", "standfirst", "body", "authors", "published", "modified", "section")


@dataclass(frozen=True, slots=True)
class Rule:
    """How an outlet's pages are read from a day on. Each field is a CSS selector, empty where the rule is silent.

    `drop` are elements that are taken out first. `why` says what the general method got wrong.
    """

    outlet: str
    since: date
    why: str
    drop: tuple[str, ...] = ()
    title: str = ""
    standfirst: str = ""
    body: str = ""
    authors: str = ""
    published: str = ""
    modified: str = ""
    section: str = ""

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


def _file(name: str, text: str) -> tuple[tuple[str, ...], tuple[Rule, ...]]:
    try:
        tree = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{name} cannot be read: {error}.") from error
    for key in tree:
        if key not in ("domains", "rule"):
            raise SettingsError(f"unknown key {key} in {name}.", hint="A file has `domains` and one [[rule]] or more.")
    domains = _strings(tree.get("domains"), f"domains of {name}", least=1)
    for domain in domains:
        if "/" in domain or "." not in domain or domain != domain.lower():
            raise SettingsError(f"domains of {name}: {domain!r} is no domain.", hint="Write it as in lakeside.example.")
    listed = tree.get("rule")
    if not isinstance(listed, list) or not listed:
        raise SettingsError(f"{name} has no [[rule]].", hint="Without one the file says nothing.")
    rules = [_rule(each, f"rule {number} of {name}", domains[0]) for number, each in enumerate(listed, 1)]
    if len({rule.since for rule in rules}) < len(rules):
        raise SettingsError(
            f"two rules of {name} have the same `since`.", hint="Each rule is for the captures from its day on."
        )
    return domains, tuple(sorted(rules, key=lambda rule: rule.since, reverse=True))


def _rule(tree: Any, where: str, outlet: str) -> Rule:
    if not isinstance(tree, dict):
        raise SettingsError(f"{where} must be a table.", hint="Write [[rule]] on a line of its own.")
    known = {"since", "why", "drop", *FIELDS}
    for key in tree:
        if key not in known:
            raise SettingsError(f"unknown key {key} in {where}.", hint=f"Known are {', '.join(sorted(known))}.")
    since, why = tree.get("since"), tree.get("why")
    if not isinstance(since, date) or isinstance(since, datetime):
        raise SettingsError(f"since of {where} must be a day.", hint="Write it bare, as in 2024-03-01.")
    if not isinstance(why, str) or not why.strip():
        raise SettingsError(f"why of {where} must say what the general method gets wrong.")
    selectors = {key: _selector(tree[key], f"{key} of {where}") for key in FIELDS if key in tree}
    drop = _strings(tree.get("drop", []), f"drop of {where}")
    for each in drop:
        _selector(each, f"drop of {where}")
    if not selectors and not drop:
        raise SettingsError(f"{where} names no field.", hint=f"Give one of {', '.join(FIELDS)}, or drop.")
    return Rule(outlet=outlet, since=since, why=why.strip(), drop=drop, **selectors)


def _strings(value: Any, what: str, *, least: int = 0) -> tuple[str, ...]:
    if (
        not isinstance(value, list)
        or len(value) < least
        or not all(isinstance(each, str) and each.strip() for each in value)
    ):
        raise SettingsError(f"{what} must be a list of strings, not {value!r}.")
    return tuple(value)


def _selector(value: Any, what: str) -> str:
    from selectolax.lexbor import LexborHTMLParser, SelectolaxError

    if not isinstance(value, str) or not value.strip():
        raise SettingsError(f"{what} must be a CSS selector, not {value!r}.")
    try:
        LexborHTMLParser("<p></p>").css(value)
    except (SelectolaxError, ValueError) as error:
        raise SettingsError(f"{what} is no CSS selector: {value!r}.", hint="As in 'div.story > p'.") from error
    return value
