"""Posts of other networks that a page embeds: their words are nobody's prose on the page.

Requirement: an embedded post is marked as such, so that nothing takes its words for the outlet's own. Theory:
networks hand out markup with a name of their own, as a quotation whose last line signs it: "— Name (@name) date".
Known failures: posts that only a script fills in (no words of theirs are on the page), and posts that an outlet
sets as its own quotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from broadsheet.model.article import BlockKind
from broadsheet.text.textblocks import Blocks

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser


NAMES = re.compile(
    r"\b(?:twitter-tweet|twitter-video|twitter-status|tweet-embed|embed-twitter|instagram-media|tiktok-embed|fb-post|fb-xfbml-parse-ignore|"
    r"bluesky-embed|mastodon-embed|text-post-media|reddit-embed\w*|reddit-card|imgur-embed-pub|telegram-post|truthsocial-embed)",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"(?:^|\s)(?:[—–-]|&mdash;)\s?.{1,60}?\s?\(@[\w.]{2,40}\)(?:\s.{4,30}\d{4}.{0,12})?$")
_LETTERS = re.compile(r"[\W_]+")


def in_page(page: Any) -> tuple[str, ...]:
    """The letters of each post that a page embeds."""
    posts = (each for each in page.iter("blockquote") if NAMES.search(each.get("class") or ""))
    return tuple(filter(None, (_letters(each.text_content()) for each in posts)))


def in_tree(tree: LexborHTMLParser) -> tuple[str, ...]:
    """The same of a tree of the other parser."""
    posts = (each for each in tree.css("blockquote[class]") if NAMES.search(each.attributes.get("class") or ""))
    return tuple(filter(None, (_letters(each.text()) for each in posts)))


def mark(blocks: Blocks, posts: Iterable[str] = ()) -> Blocks:
    """The blocks with those marked that are of one of these posts, or of a run of quotations signed as a post is."""
    posts = tuple(posts)
    found: Blocks = []
    for kind, line in blocks:
        if kind == "quote" and _SIGNED.search(line):
            for at in range(len(found) - 1, -1, -1):
                if found[at][0] != "quote":
                    break
                found[at] = ("embed", found[at][1])
            found.append(("embed", line))
        else:
            found.append(("embed", line) if _is_of(posts, kind, line) else (kind, line))
    return found


def _is_of(posts: tuple[str, ...], kind: BlockKind, line: str) -> bool:
    """Whether a block is of a post. A paragraph may say in a few words what a post says as well."""
    letters = _letters(line) if posts and kind in ("quote", "paragraph") else ""
    return bool(letters) and any(
        letters in post and (kind == "quote" or len(letters) > 0.5 * len(post)) for post in posts
    )


def _letters(words: str) -> str:
    return _LETTERS.sub("", words.casefold())
