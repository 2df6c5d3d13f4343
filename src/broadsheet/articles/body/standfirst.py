"""The standfirst: the sentences that a page sets between headline and body.

Theory: it is named as such, or it repeats the page's description word for word, and it stands
before the body. A description that is nowhere on the page is not the article's text.
"""

from __future__ import annotations

import re
from typing import Any

from broadsheet.articles.metadata import titles
from broadsheet.text.textblocks import clean

_NAMES = re.compile(
    r"stand-?first|sub-?title|sub-?head(?:line|ing)?\b|header-?dek\b|\bdek\b|\bdeck\b|(?:article|story|post|entry|page|content|single|detail|headline)[-_]*(?:header)?[-_]*(?:summary|intro|lead|lede|teaser|abstract|excerpt|description|perex|chapo|deck)|"
    r"(?:^|[\s_-])(?:intro|lead|lede|leadtext|lead-text|vorspann|chapeau|chapo|sommario|catenaccio|occhiello|entradilla|bajada|copete|subtitulo|linha-fina|ingress|manchet|perex|lid|spot|anons|excerpt|introduction|teasertext|teaser-text|abstract|resume)(?:$|[\s_-])",
    re.IGNORECASE,
)  # fmt: skip
_TAGS = ("p", "h1", "h2", "h3", "h4", "div", "ul")
_BLOCKS = frozenset(
    {"div", "p", "section", "article", "main", "header", "figure", "ul", "ol", "table", "form", "h1", "h2", "h3"}
)
_LEAST, _MOST = 40, 900
# Past so many paragraphs of prose a description that is met again is the body's.
_PARAGRAPHS = 12


def find(page: Any, description: str, title: str) -> str:
    """The standfirst's words, or an empty string. `page` is the tree before anything is taken out.

    By the description anywhere, by its name only between the headline and the second paragraph.
    """
    key = _key(description)
    named = ""
    after, paragraphs = False, 0
    for element in page.iter(*_TAGS):
        if element.tag == "h1":
            after = after or titles.likeness(clean(element.text_content()), title) >= 0.5
            continue
        if len(element) > 8 or (element.tag == "div" and any(child.tag in _BLOCKS for child in element)):
            continue
        raw = element.text_content()
        if not _LEAST <= len(raw) <= 3 * _MOST:
            continue
        words = clean(raw)
        if not _LEAST <= len(words) <= _MOST:
            continue
        if len(key) >= _LEAST and _key(words).startswith(key) and len(words) <= 2 * len(description) + 40:
            return words if not _is_caption(element) else ""
        if after and not named and paragraphs < 2 and element.tag != "section" and _NAMES.search(_names(element)):
            named = words if not (_linked(element, words) or _is_caption(element)) else ""
        paragraphs += element.tag == "p" and len(words) > 120
        if paragraphs > _PARAGRAPHS:
            break
    return named


def _names(element: Any) -> str:
    return f"{element.get('class') or ''} {element.get('itemprop') or ''}"


def _is_caption(element: Any) -> bool:
    for each in (element, *element.iterancestors()):
        if each.tag in ("figure", "figcaption") or re.search(
            r"caption|credit|newsletter|promo|figure", _names(each), re.IGNORECASE
        ):
            return True
    return False


def _key(words: str) -> str:
    """The opening, folded: a description is often cut."""
    cut = re.sub(r"(?:\.\.\.|…|\[…\])\s*$", "", words)
    return re.sub(r"[\W_]+", "", cut.casefold())[:100]


def _linked(element: Any, words: str) -> bool:
    return sum(len(clean(link.text_content())) for link in element.iter("a")) > 0.5 * len(words)


def set_in(blocks: list[Any], words: str) -> tuple[list[Any], int]:
    """The blocks with the standfirst in front, and the number of blocks that it takes (0: there is none).

    Words that already open the body are not printed twice.
    """
    if not words:
        return blocks, 0
    key = _key(words)
    for number, (_, line) in enumerate(blocks[:5]):
        if _key(line) == key or (len(line) > 60 and key.startswith(_key(line)[:60])):
            if number == 0:
                return blocks, 1 if len(blocks) > 1 else 0
            if sum(len(each) for _, each in blocks[:number]) < 300:
                return [blocks[number], *blocks[:number], *blocks[number + 1 :]], 1
            return blocks, 0
    if any(key[:60] in _key_of(line) for _, line in blocks):
        return blocks, 0
    return [("paragraph", words), *blocks], 1


def _key_of(line: str) -> str:
    return re.sub(r"[\W_]+", "", line.casefold())
