"""Titles compared, and freed of the name of their outlet."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

SEPARATORS = re.compile(
    r"\s+[|\-–—•·»›:*/<>]\s+|\s*[|｜]\s*|\s+::\s+|(?<=[\u3040-\u9fff])\s*[-－―‐:：]+\s*|\s*[_]\s*(?=[^\s_]+$)"
)
_BRACKETED = re.compile(r"\s*[(（\[【]([^()（）\[\]【】]{2,40})[)）\]】]$")
_SPACELESS = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
# How newspapers of East Asia are called.
_OUTLET_TAIL = re.compile(
    r"(?<![^\s_\-－―‐:：|｜])\S{0,8}(?:网|網|新闻|日报|日報|晚报|早报|时报|新聞|ニュース|オンライン|デジタル|뉴스|일보|신문)$"
)
# What systems put behind a headline to number its pages.
_PAGE = re.compile(r"\s+[|–-]?\s*(?:halaman|page|seite|página|pagina|strana|sayfa) (?:all|\d+)$", re.IGNORECASE)
LONGEST = 400
LONGEST_TAIL = 60
_LEAST = 8


def strip(title: str, names: list[str]) -> str:
    """The title, at most some hundred characters, without an outlet's name, or a section and it, before or behind it."""
    title = title[:LONGEST]
    for _ in range(3):
        cut = _strip_once(title, names)
        if cut == title:
            break
        title = cut
    return _PAGE.sub("", title).strip()


def _strip_once(title: str, names: list[str]) -> str:
    bracketed = _BRACKETED.search(title[-45:])
    if bracketed and len(title) > 45 and any(same(bracketed.group(1), name) for name in names):
        return title[: bracketed.start() - 45]
    breaks = list(SEPARATORS.finditer(title))[-12:]
    if not breaks:
        return title
    ends = [*(mark.start() for mark in breaks[1:]), len(title)]
    for mark, end in zip(breaks, ends, strict=True):
        # What stands behind the name is an author or a slogan, and short.
        if mark.start() < least(title) or len(title) - end > LONGEST_TAIL:
            continue
        if end == len(title) and _OUTLET_TAIL.search(title, mark.end()):
            return title[: mark.start()]
        if any(is_name(title[mark.end() : end], name) for name in names):
            return title[: mark.start()]
    first = breaks[0]
    if len(title) - first.end() >= least(title) and any(is_name(title[: first.start()], name) for name in names):
        return title[first.end() :]
    return title


def least(title: str) -> int:
    """The least length of a headline: Chinese and Japanese say as much in half as many characters."""
    return _LEAST // 2 if _SPACELESS.search(title) else _LEAST


def is_name(part: str, name: str) -> bool:
    """Whether a part of a title is the outlet's name, with or without a domain's ending or a department."""
    one, other = letters(part), letters(name)
    if len(one) < 2 or len(other) < 2:
        return False
    return (
        one == other
        or (len(part) <= 40 and len(other) > 3 and (one.startswith(other) or one.endswith(other)))
        or (len(one) > 3 and other.startswith(one) and len(one) * 2 > len(other))
        or _is_department(part, name)
    )


def _is_department(part: str, name: str) -> bool:
    """Whether a part is a short name with one word more, as in "CBC News"."""
    words, named = part.casefold().split(), name.casefold().split()
    return len(words) == len(named) + 1 and named in (words[:-1], words[1:]) and part[:1].isupper()


def domain_names(url: str) -> tuple[str, ...]:
    """What a page's host says about the outlet's name: the host and its telling labels."""
    try:
        host = (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ()
    labels = host.split(".")
    telling = [label for label in labels[:-1] if len(label) > 1 and label not in _LABELS]
    return (host, *telling) if host else ()


_LABELS = frozenset("com co org net gov edu ac amp mobile news www1 www2 m en de fr es edition".split())


def likeness(one: str, other: str) -> float:
    """The share of words that two titles have in common, of the longer; of characters for scripts without spaces."""
    first, second = words_of(one), words_of(other)
    if min(len(first), len(second)) <= 2 or _SPACELESS.search(one):
        first, second = first | set(letters(one)), second | set(letters(other))
    if not first or not second:
        return 0.0
    return len(first & second) / max(len(first), len(second))


def same(one: str, other: str) -> bool:
    """Whether two titles have the same letters: not empty, whatever their punctuation and capitals."""
    first = letters(one)
    return bool(first) and first == letters(other)


def words_of(title: str) -> set[str]:
    """The words of a title, folded."""
    return set(re.findall(r"\w+", title.casefold()))


def letters(words: str) -> str:
    """Letters and digits alone, folded, without a leading article."""
    return re.sub(r"[\W_]+", "", words.casefold().removeprefix("the "))
