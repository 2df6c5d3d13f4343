"""The structured data of a page: every schema.org object in its JSON-LD, broken or not, and the one for the article."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

Thing = dict[str, Any]

ARTICLE_TYPES = frozenset(
    [
        "article",
        "newsarticle",
        "reportagenewsarticle",
        "opinionnewsarticle",
        "analysisnewsarticle",
        "backgroundnewsarticle",
        "reviewnewsarticle",
        "askpublicnewsarticle",
        "liveblogposting",
        "blogposting",
        "socialmediaposting",
        "techarticle",
        "scholarlyarticle",
        "satiricalarticle",
        "advertisercontentarticle",
        "report",
        "interview",
    ]
)
_OTHER_TYPES = frozenset({"webpage", "itempage", "videoobject", "creativework", "review", "podcastepisode"})
_LONGEST = 3_000_000
_MOST_THINGS = 2_000
_COMMENTS = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)\s*$"
)
_TRAILING = re.compile(r",(\s*[}\]])")
_MISSING = re.compile(r'("|\d|true|false|null|\}|\])(\s*\n\s*")')
_FIELD = re.compile(
    r'"(headline|datePublished|dateModified|articleBody|articleSection|description|isAccessibleForFree)"\s*:\s*'
    r'("(?:[^"\\]|\\.)*"|true|false)'
)
_NAMED_AUTHOR = re.compile(r'"author"\s*:\s*\[?\s*\{[^{}]*?"name"\s*:\s*("(?:[^"\\]|\\.)*")')


def read(scripts: Iterator[str] | list[str]) -> tuple[Thing, ...]:
    """All objects of these scripts, outer before inner. What cannot be mended gives the fields that can be read."""
    found: list[Thing] = []
    for script in scripts:
        for value in _values(script):
            for thing in _things(value):
                found.append(thing)
                if len(found) >= _MOST_THINGS:
                    return tuple(found)
    return tuple(found)


def types(thing: Thing) -> tuple[str, ...]:
    """The types of an object in lower case, without their vocabulary."""
    named = thing.get("@type") or thing.get("type") or ()
    named = [named] if isinstance(named, str) else named
    if not isinstance(named, list):
        return ()
    return tuple(str(name).rsplit("/", 1)[-1].rsplit(":", 1)[-1].lower() for name in named if isinstance(name, str))


def article(things: tuple[Thing, ...], *, url: str = "", title: str = "") -> Thing:
    """The object that describes the page's article, or {}: by type, then by address, then by headline."""
    best: tuple[int, Thing] = (0, {})
    for thing in things:
        named = set(types(thing))
        score = 8 if named & ARTICLE_TYPES else 2 if named & _OTHER_TYPES else 0
        if not score:
            continue
        if any(thing.get(key) for key in ("datePublished", "articleBody")):
            score += 3
        if thing.get("headline"):
            score += 2
        if thing.get("author"):
            score += 1
        if url and any(_path(url) == _path(address) for address in _addresses(thing)):
            score += 6
        if title and _fold(text(thing.get("headline"))) == _fold(title):
            score += 6
        if score > best[0]:
            best = (score, thing)
    return best[1]


def text(value: Any) -> str:
    """A field as words: the first of a list, the `@value` or `name` of an object; entities undone."""
    if isinstance(value, list):
        value = next((inner for inner in value if inner), "")
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name") or ""
        return text(value) if isinstance(value, (list, str)) else ""
    if isinstance(value, bool) or value is None:
        return ""
    return unescape(unescape(str(value))) if isinstance(value, (str, int, float)) else ""


def resolve(value: Any, things: tuple[Thing, ...]) -> list[Any]:
    """A field as a list, references by `@id` followed within the page."""
    values = value if isinstance(value, list) else [value]
    found: list[Any] = []
    for inner in values[:50]:
        if isinstance(inner, list):
            found.extend(inner[:50])
        elif isinstance(inner, dict) and set(inner) <= {"@id", "@type"} and inner.get("@id"):
            named = inner["@id"]
            found.append(next((thing for thing in things if thing.get("@id") == named and len(thing) > 2), inner))
        elif inner:
            found.append(inner)
    return found


def _values(script: str) -> list[Any]:
    script = script.strip().lstrip("\ufeff")
    if not script or len(script) > _LONGEST:
        return []
    for mended in _mendings(script):
        try:
            return [json.loads(mended, strict=False)]
        except (ValueError, RecursionError):
            continue
    decoder = json.JSONDecoder(strict=False)
    try:
        value, _ = decoder.raw_decode(script)
        return [value]
    except (ValueError, RecursionError):
        return _salvage(script)


def _mendings(script: str) -> Iterator[str]:
    yield script
    bare = _COMMENTS.sub("", script).strip().rstrip(";")
    yield bare
    yield _MISSING.sub(r"\1,\2", _TRAILING.sub(r"\1", bare))
    yield unescape(bare)


def _salvage(script: str) -> list[Any]:
    """The plain fields of an article whose JSON is past mending."""
    if not any(f'"{name}"' in script.lower() for name in ARTICLE_TYPES):
        return []
    thing: Thing = {"@type": "Article"}
    for match in _FIELD.finditer(script):
        try:
            thing.setdefault(match.group(1), json.loads(match.group(2), strict=False))
        except ValueError:
            continue
    author = _NAMED_AUTHOR.search(script)
    if author:
        try:
            thing["author"] = {"@type": "Person", "name": json.loads(author.group(1), strict=False)}
        except ValueError:
            thing.pop("author", None)
    return [thing] if len(thing) > 1 else []


def _things(value: Any) -> Iterator[Thing]:
    """The objects in a value, breadth first, so that what describes the page comes before its parts."""
    queue: list[tuple[Any, int]] = [(value, 0)]
    at = 0
    while at < len(queue) and at < 20_000:
        current, depth = queue[at]
        at += 1
        if isinstance(current, list):
            queue.extend((inner, depth) for inner in current)
        elif isinstance(current, dict):
            yield current
            if depth < 6:
                queue.extend((inner, depth + 1) for inner in current.values() if isinstance(inner, (dict, list)))


def _addresses(thing: Thing) -> Iterator[str]:
    for key in ("url", "mainEntityOfPage", "@id"):
        value = thing.get(key)
        if isinstance(value, dict):
            value = value.get("@id") or value.get("url")
        if isinstance(value, str):
            yield value


def _path(url: str) -> str:
    return re.sub(r"^https?://(?:www\.)?|[?#].*$", "", url.strip()).rstrip("/").lower()


def _fold(words: str) -> str:
    return " ".join(words.split()).casefold()
