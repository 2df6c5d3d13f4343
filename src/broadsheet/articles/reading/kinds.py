"""What kind of article it is, how much of it can be read, and what is no article: each with the reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast
from urllib.parse import unquote, urlsplit

from broadsheet.articles.body import phrases
from broadsheet.articles.metadata import titles
from broadsheet.articles.metadata.metadata import Facts
from broadsheet.articles.reading import walls
from broadsheet.languages.loading import all_of, any_of, codes, once, table
from broadsheet.languages.tables import Kinds, PageWords
from broadsheet.model import Access, Kind, Rejected, Text

_SHORT = 600
# Past this a text is judged by itself, without the words around it.
WHOLE = 2 * _SHORT
_TEASER = 350
# What stands before an offer to read on is hardly longer; behind a whole article an outlet advertises itself.
_OFFERED = 2_500

_TYPES: tuple[tuple[str, Kind], ...] = (
    ("liveblogposting", "live"),
    ("opinionnewsarticle", "opinion"),
    ("analysisnewsarticle", "analysis"),
    ("backgroundnewsarticle", "analysis"),
    ("interview", "interview"),
)
# Of each kind: what may stand between the word at the head of a headline and the rest, and whether capitals count.
_HEADLINES: tuple[tuple[Kind, str], ...] = (
    ("live", ":|–-"),
    ("opinion", ":|–•/-"),
    ("analysis", ":|–/-"),
    ("interview", ":|–/-"),
    ("obituary", ":|–/-"),
    ("roundup", ""),
)
# English alone: "LIVE" behind a headline, "Obituary" at its end, letters to the editor.
_MORE = {
    "live": r"[-–:|]\s*live$|(?<=\S\s)LIVE\b",
    "opinion": r"^letters? to the editor\b",
    "obituary": r"\bobituary$",
}


# What reports call such walls as well.
_CONSENT_NAMES = re.compile(r"\bpur[- ]abo|\bwerbefrei(?:es)? (?:lesen|abo)|\btracking[- ]technolog\w+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _NoArticles:
    """What pages say that are no articles, in all languages; built once."""

    titles: tuple[tuple[str, re.Pattern[str]], ...]  # whole titles, each with the reason
    consent: re.Pattern[str]
    script: re.Pattern[str]
    disclaimer: re.Pattern[str]  # how an outlet keeps its distance from a guest's words, above or below them


@once
def _headlines() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    """How headlines tell their kind, in all languages; built once."""
    return tuple(
        (kind, re.compile(_headline(kind, marks), 0 if kind == "live" else re.IGNORECASE)) for kind, marks in _HEADLINES
    )


def _headline(kind: Kind, marks: str) -> str:
    heads, tails = _words(kind, lambda of: of.heads), _words(kind, lambda of: of.tails)
    phrases = _words(kind, lambda of: of.phrases)
    parts = [rf"^{heads}\s*[{marks}]"] if heads else []
    parts += [rf"[|–—]\s*{tails}\s*(?:\||$)"] if tails else []
    parts += [rf"\b{phrases}{_PHRASE_ENDS.get(kind, _WORD_END)}"] if phrases else []
    return "|".join([*parts, *filter(None, [_MORE.get(kind)])])


_WordsByKind = Callable[[Kinds], Mapping[str, Sequence[str]]]


def _words(kind: Kind, key: _WordsByKind) -> str:
    """A pattern of what all languages have under a kind; "" where none has anything."""
    return any_of(Kinds, lambda of: key(of).get(kind, ())) if all_of(Kinds, lambda of: key(of).get(kind, ())) else ""


# "In an interview" tells the kind before a colon only.
_WORD_END = r"\b"
_PHRASE_ENDS = {"interview": r"\s*[:|–]"}


@once
def _slugs() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    """The first or the last word of an address; "op-ed" and "editorial" end those of news about one as well."""
    return ("opinion", _slug("opinion")), ("analysis", _slug("analysis"))


def _slug(kind: Kind) -> re.Pattern[str]:
    news = _words(kind, lambda of: of.slug_news)
    about = rf"(?!{news}\b)" if news else ""
    heads, tails = _words(kind, lambda of: of.slug_heads), _words(kind, lambda of: of.slug_tails)
    return re.compile(rf"^{heads}-{about}(?=\w+-\w)|-{tails}(?:-\d+)?$")


@once
def _opinion_outlet() -> re.Pattern[str]:
    """An outlet that is itself a page of opinion; "Grupo Editorial" is a publisher."""
    publishers = "".join(f"(?<!{word} )" for word in sorted(all_of(Kinds, lambda of: of.publishers)))
    editorials = rf"{publishers}\b{any_of(Kinds, lambda of: of.editorials)}"
    names = rf"\b{any_of(Kinds, lambda of: of.outlets)}"
    return re.compile(rf"(?:{editorials}|{names})\s*$|\bopinion/editorial\b", re.IGNORECASE)


@once
def _no_articles() -> _NoArticles:
    whole = {
        "soft-404": any_of(PageWords, lambda of: of.missing),
        "error-page": any_of(PageWords, lambda of: of.broken),
        "blocked": any_of(PageWords, lambda of: of.blocked),
        "login": any_of(PageWords, lambda of: of.login),
    }
    enable, off = any_of(PageWords, lambda of: of.enable_script), any_of(PageWords, lambda of: of.script_is)
    return _NoArticles(
        tuple((reason, re.compile(rf"^\W*{words}$", re.IGNORECASE)) for reason, words in whole.items()),
        re.compile(rf"\b{any_of(PageWords, lambda of: of.consent)}\b", re.IGNORECASE),
        re.compile(rf"{enable}.{{0,40}}\bjava\s?script|java\s?script.{{0,60}}{off}", re.IGNORECASE | re.DOTALL),
        re.compile(any_of(PageWords, lambda of: of.disclaimers), re.IGNORECASE),
    )


@once
def _places() -> dict[Kind, frozenset[str]]:
    """Words of sections and of addresses, whole, by the kind that they name."""
    return _by_kind(lambda of: of.sections)


@once
def _labels() -> dict[Kind, frozenset[str]]:
    """What stands as a label beside the headline; "Kommentare" and "comment" lead to those of readers."""
    return _by_kind(lambda of: of.labels)


@once
def _named() -> dict[Kind, frozenset[str]]:
    """Words that name a kind both as a label and as a section; a hyphen stands for a space."""
    return _by_kind(lambda of: of.names)


def _by_kind(key: Callable[[Kinds], Mapping[str, Sequence[str]]]) -> dict[Kind, frozenset[str]]:
    found: dict[Kind, set[str]] = {}
    for code in codes():
        for kind, words in key(table(code, Kinds)).items():
            found.setdefault(cast(Kind, kind), set()).update(words)
    return {kind: frozenset(words) for kind, words in found.items()}


def kind_of(facts: Facts, url: str, text: Text) -> tuple[Kind, str]:
    """The kind, and by what it was told; news where nothing says otherwise."""
    for named, kind in _TYPES:
        if named in facts.types[:6]:
            return kind, f"type {named}"
    # A label may stand before or behind one of the titles only.
    letters = titles.letters(facts.title)
    stated = [facts.title, *(line for line in facts.headlines if letters and letters in titles.letters(line))]
    if (told := _by_title(stated)) is not None:
        return told
    if (told := _by_place(url, (facts.section,), text)) is not None:
        return told
    if facts.is_opinion:
        return "opinion", "meta article:opinion"
    for label in facts.labels:
        for kind, words in _labels().items():
            named = label.casefold().strip(" :|·•-–—")
            if named in words or named.replace(" ", "-") in _named().get(kind, ()):
                return kind, f"label {label}"
    if facts.og_type.startswith("video") and len(text.content) < 4 * _SHORT:
        return "video", f"og:type {facts.og_type}"
    return ("opinion", "disclaimer") if _is_disclaimed(text) else ("news", "")


def kind_of_words(
    title: str, url: str, text: Text, *, sections: Sequence[str] = (), outlet: str = ""
) -> tuple[Kind, str]:
    """The kind of an article of which no page was read: by its title, sections, address and outlet's name."""
    told = _by_title([title]) or _by_place(url, sections, text)
    if told is not None:
        return told
    if _opinion_outlet().search(outlet):
        return "opinion", f"outlet {outlet[:40]}"
    return ("opinion", "disclaimer") if _is_disclaimed(text) else ("news", "")


def _is_disclaimed(text: Text) -> bool:
    """Whether the outlet keeps its distance from the author's opinions in a line above or below the text."""
    ends = (*text.blocks[:2], *text.blocks[-2:])
    return any(each.end - each.start < 400 and _no_articles().disclaimer.search(text.of(each)) for each in ends)


def _by_title(titles: Sequence[str]) -> tuple[Kind, str] | None:
    for kind, pattern in _headlines():
        if any(pattern.search(title) for title in titles):
            return kind, "title"
    return None


def _by_place(url: str, sections: Sequence[str], text: Text) -> tuple[Kind, str] | None:
    places = _segments(url)
    for kind, words in _places().items():
        if kind == "video" and len(text.content) > 4 * _SHORT:
            continue
        words = words | _named().get(kind, frozenset())
        for section in sections:
            if _words_of(section) & words:
                return kind, f"section {section[:40]}"
        if places & words:
            return kind, "address"
    slugs = [re.sub(r"\.\w{2,5}$", "", part) for part in urlsplit(url).path.lower().split("/")]
    return next(((kind, "address") for kind, pattern in _slugs() if any(map(pattern.search, slugs))), None)


def access_of(facts: Facts, text: Text, page_words: str, *, offer: str = "") -> tuple[Access, str]:
    """How much of the article the page gives, and by what it was told. `page_words` matter for short texts only;
    `offer` are the words of one in which the text ended."""
    length = len(text.content)
    cut = bool(re.search(r"(?:\.\.\.|…|\[…\]|\[\.\.\.\])\s*$", text.content))
    fewer = facts.words > 200 and length and len(text.content.split()) < facts.words * 0.4
    if fewer and (facts.free is False or length < WHOLE):
        closed = facts.free is False or phrases.wall().search(page_words)
        return ("paywalled" if closed else "teaser"), f"about {facts.words} words are stated, fewer are here"
    if facts.body and length < len(facts.body) * 0.5 and facts.free is False:
        return "paywalled", "the structured data has more than the page"
    if facts.free is False and (length < 2 * _SHORT or cut):
        return "paywalled", "isAccessibleForFree is false and the text is short"
    if offer and facts.free is not True and length < _OFFERED:
        return "paywalled", f"the page offers: {offer[:60]}"
    # Looked for last, and in short texts only: it takes as long as reading the page.
    prompt = phrases.wall().search(page_words) if facts.free is not True and length < WHOLE else None
    if prompt:
        return "paywalled", f"the page asks: {' '.join(prompt.group().split())[:60]}"
    if cut and length < _SHORT:
        return "teaser", "the text is short and ends in an ellipsis"
    if length < _TEASER and facts.description and text.content.strip() == facts.description.strip():
        return "teaser", "only the description is here"
    return "full", "declared for subscribers, but whole" if facts.free is False else ""


def no_article(
    facts: Facts, url: str, text: Text, page_words: str, *, links: int, scripts: int, offer: str = ""
) -> Rejected | None:
    """Why the page is no article, or None. `links` and `scripts` are how many the page has, `offer` the words of an
    offer to read on that was taken out of it."""
    title, length = facts.title, len(text.content)
    heads = (title, *facts.headlines)
    short = length < 2 * _SHORT
    if short:
        for reason, pattern in _no_articles().titles:
            named = next((head for head in heads if head and pattern.match(head)), None)
            if named:
                return Rejected(reason, named[:80])
    if length < _SHORT:
        said = _CONSENT_NAMES.sub(" ", text.content)
        if _no_articles().consent.search(page_words[:6_000]) and (not length or _no_articles().consent.search(said)):
            return Rejected("cookie-wall", _consent_words(page_words))
        if not length and _no_articles().script.search(page_words):
            return Rejected("script-only", "the page asks for JavaScript")
        if _no_articles().script.search(text.content):
            return Rejected("script-only", "the page asks for JavaScript")
        if not length and scripts and len(page_words.strip()) < 100:
            return Rejected("script-only", "the page has scripts and no words")
    if (told := walls.told(text.content, title=title)) is not None:
        return Rejected(*told)
    if _is_index(facts, url, text, links):
        return Rejected("index-page", facts.og_type or "links, and no text of its own")
    if length < 250 and ("videoobject" in facts.types[:8] or facts.og_type.startswith("video")):
        return Rejected("video-only", "a video with hardly a word beside it")
    if length < 40 and offer:
        return Rejected("paywalled", f"the page offers: {offer[:60]}")
    if length < 40 or not any(char.isalpha() for char in text.content):
        return Rejected("no-text", f"{length} characters of text")
    return None


def _is_index(facts: Facts, url: str, text: Text, links: int) -> bool:
    path = urlsplit(url).path.strip("/")
    articles = any("article" in name or name in ("blogposting", "liveblogposting", "report") for name in facts.types)
    stated = articles or facts.published is not None or facts.og_type == "article"
    listing = any(name in ("collectionpage", "itemlist", "searchresultspage") for name in facts.types[:6])
    paragraphs = [block for block in text.blocks if block.kind == "paragraph" and block.end - block.start > 200]
    if url and (not path or re.fullmatch(r"(?:index\.\w+|[a-z]{2}|home)", path)):
        return len(paragraphs) < 6 or not stated
    if stated and not listing:
        return False
    looks = re.search(
        r"(?:^|/)(?:tags?|topics?|thema|themen|category|categories|kategorie|author|autor|search|suche|archive|section)/[^/]+/?$",
        path,
    )
    slug = path.rsplit("/", 1)[-1].count("-") >= 3
    bare = facts.og_type in ("website", "") and not slug and len(text.content) < 2 * _SHORT
    return bool((looks or listing or bare) and links > 60 and len(paragraphs) < 3)


def _consent_words(page_words: str) -> str:
    match = _no_articles().consent.search(page_words)
    return " ".join(match.group().split())[:60] if match else ""


def _segments(url: str) -> set[str]:
    parts = urlsplit(url)
    path = unquote(parts.path).casefold()
    host = {(parts.hostname or "").partition(".")[0]} & _places()["opinion"]
    return (
        host
        | set(path.strip("/").split("/")[:-1])
        | ({path.strip("/").split("/")[0]} if path.count("/") > 1 else set())
    )


def _words_of(section: str) -> set[str]:
    folded = section.casefold()
    return {folded, folded.replace(" ", "-"), *re.split(r"[\s/,>|]+", folded)} if len(folded) < 60 else set()
