"""A page read by its outlet's rule: what the rule names comes from where it points, all else as ever."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from broadsheet.articles.metadata import headline_area
from broadsheet.articles.metadata.metadata import Facts
from broadsheet.articles.rules.rules import Rule
from broadsheet.languages import credits
from broadsheet.languages.dates_in_words import dates
from broadsheet.model import Moment
from broadsheet.text.bodies import html
from broadsheet.text.textblocks import Blocks, clean

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode


_FOR_MACHINES = ("datetime", "content", "data-timestamp", "data-datetime", "title")


def drop(tree: LexborHTMLParser, rule: Rule) -> None:
    """Takes the elements out that the rule drops."""
    for selector in rule.drop:
        for node in tree.css(selector):
            node.decompose()


def facts(tree: LexborHTMLParser, rule: Rule, read: Facts, *, captured: datetime) -> tuple[Facts, tuple[str, ...]]:
    """The facts with what the rule points at in their place, and the names of the fields that it missed."""
    found: dict[str, Any] = {
        "title": _line(tree, rule.title),
        "section": _line(tree, rule.section),
        "authors": _people(tree, rule.authors),
        "published": _moment(tree, rule.published, captured, read.language),
        "modified": _moment(tree, rule.modified, captured, read.language),
    }
    missed = tuple(name for name, value in found.items() if getattr(rule, name) and not value)
    return replace(read, **{name: value for name, value in found.items() if value}), missed


def blocks(tree: LexborHTMLParser, rule: Rule) -> tuple[Blocks, str, tuple[str, ...]]:
    """The blocks that the rule points at, the standfirst that it points at, and the names of those that it missed."""
    found: Blocks = []
    for node in tree.css(rule.body) if rule.body else ():
        found += html.blocks(node.html or "")
    above = _line(tree, rule.standfirst)
    named = (("body", rule.body, bool(found)), ("standfirst", rule.standfirst, bool(above)))
    return found, above, tuple(name for name, selector, met in named if selector and not met)


def _line(tree: LexborHTMLParser, selector: str) -> str:
    node = tree.css_first(selector) if selector else None
    return clean(node.text(separator=" ")) if node is not None else ""


def _people(tree: LexborHTMLParser, selector: str) -> tuple[str, ...]:
    nodes = tree.css(selector) if selector else []
    names = [name for node in nodes for name in credits.people(" ; ".join(headline_area.runs(node)), sure=True)]
    return tuple(dict.fromkeys(names))


def _moment(tree: LexborHTMLParser, selector: str, captured: datetime, language: str) -> Moment | None:
    node = tree.css_first(selector) if selector else None
    for line in _stated(node) if node is not None else ():
        moment = dates.parse(line, origin="page", captured=captured, language=language)
        if moment is not None:
            return moment
    return None


def _stated(node: LexborNode) -> list[str]:
    values = [node.attributes.get(name) or "" for name in _FOR_MACHINES]
    return [line for line in (*values, clean(node.text(separator=" "))) if line]
