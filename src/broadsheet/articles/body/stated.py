"""The body as the page's structured data states it, held against what was read.

Theory: where `articleBody` holds nearly all that was read, a paragraph that is not in it is no part
of the article; where it holds much more, it is the article. Windows of characters are compared, so
that any script will do.
"""

from __future__ import annotations

import re

from broadsheet.text.bodies import html
from broadsheet.text.textblocks import Blocks, clean

_WINDOW = 16
_LEAST = 400
_TRUSTED = 0.7


def check(blocks: Blocks, body: str, *, free: bool | None) -> Blocks:
    """The blocks without those that the stated body does not have, or the stated body where it is much longer.

    The stated body of an article that is not free is never printed in place of what can be read.
    """
    if len(body) < _LEAST:
        return blocks
    whole = _letters(html.plain(body) if "<" in body else body)
    prose = [line for kind, line in blocks if kind != "heading"]
    size = sum(len(line) for line in prose)
    if free is not False and len(whole) > 1.6 * len(_letters("".join(line for _, line in blocks))):
        return _printed(body)
    if size < 0.5 * len(body):
        return blocks
    shares = [_share(line, whole) for _, line in blocks]
    held = sum(len(line) * share for (kind, line), share in zip(blocks, shares, strict=True) if kind != "heading")
    if held < _TRUSTED * size or size > 1.5 * len(body):
        return blocks
    first = next(number for number, share in enumerate(shares) if share > 0.5)
    return [
        block
        for number, (block, share) in enumerate(zip(blocks, shares, strict=True))
        if number < first or share > 0.2 or block[0] in ("heading", "quote") or len(block[1]) < 30
    ]


def _printed(body: str) -> Blocks:
    if "<" in body:
        return list(html.blocks(body))
    return [("paragraph", line) for part in body.splitlines() if (line := clean(part))]


def _share(line: str, whole: str) -> float:
    """The share of a line's windows that occur in `whole`."""
    letters = _letters(line)
    if len(letters) < _WINDOW:
        return 1.0 if letters in whole else 0.0
    windows = [letters[at : at + _WINDOW] for at in range(0, len(letters) - _WINDOW + 1, _WINDOW)]
    return sum(window in whole for window in windows) / len(windows)


def _letters(words: str) -> str:
    return re.sub(r"[\W_]+", "", words.casefold())
