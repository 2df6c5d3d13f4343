"""A body that is set in several boxes of one name, of which the engine took only some.

Requirement: the whole text where adverts part it into boxes. Theory: boxes of one tag and one class
hold parts of one text where each holds several paragraphs of prose, none is in another, and no name
says comment, message or card. Measured: of 342 pages 30 have such boxes, on 3 the engine takes the
first box only, with half of the article.
"""

from __future__ import annotations

import re
from typing import Any

from broadsheet.text.textblocks import clean

_OTHERS = re.compile(r"comment|message|reply|teaser|card|promo|related|review", re.IGNORECASE)
_PARAGRAPH = 80
_PROBE = 50


def missed(page: Any, text: str) -> Any | None:
    """The element around all pieces of a body of which `text` has some and lacks others, or None."""
    groups = _groups(page)
    have = _letters(text) if groups else ""
    for boxes in groups:
        found = [_holds(have, box) for box in boxes]
        if any(found) and not all(found):
            around = _common(boxes)
            return around if around is not None and around.tag not in ("body", "html") else None
    return None


def _groups(page: Any) -> list[list[Any]]:
    groups: dict[tuple[str, str], list[Any]] = {}
    for paragraph in page.iter("p"):
        box = paragraph.getparent()
        if box is None or box.tag not in ("div", "section") or not box.get("class"):
            continue
        named = groups.setdefault((box.tag, box.get("class")), [])
        if not named or named[-1] is not box:
            named.append(box)
    return [
        boxes
        for (_, name), all_of_name in groups.items()
        if len(all_of_name) > 1
        and not _OTHERS.search(name)
        and len(boxes := [box for box in dict.fromkeys(all_of_name) if _is_piece(box)]) > 1
    ]


def _is_piece(box: Any) -> bool:
    prose = [child for child in box if child.tag == "p" and len(clean(child.text_content())) > _PARAGRAPH]
    return len(prose) >= 2 and not any(_OTHERS.search(f"{each.get('class') or ''}") for each in box.iterancestors())


def _holds(have: str, box: Any) -> bool:
    """Whether most paragraphs of a box are in the text."""
    keys = [key for child in box if child.tag == "p" and len(key := _letters(child.text_content())[:_PROBE]) > 20]
    return sum(key in have for key in keys) * 2 >= len(keys)


def _common(boxes: list[Any]) -> Any | None:
    above = [list(box.iterancestors()) for box in boxes]
    return next((each for each in above[0] if all(each in others for others in above[1:])), None)


def _letters(words: str) -> str:
    return re.sub(r"[\W_]+", "", words.casefold())
