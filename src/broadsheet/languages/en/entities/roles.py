"""What the bearer of a name is, in the words right beside it.

Requirement: a role can be printed beside the name as it stands: within one line and sentence, an office or a trade and
no clause. Theory: news puts it in front ("Transport Minister", "the geologist", "the fire chief, …") or behind a comma.
Known failures: roles that hold a comma are cut there.
"""

from __future__ import annotations

import re

from broadsheet.languages.en.entities.mentions import COURTESY, ROLES, Mention
from broadsheet.model import Offsets

_BEHIND = re.compile(
    r", (?:\d{1,3}, )?(?P<role>(?:(?:the|an?|its|his|her|their|then|now) )?[^\W\d_](?:[^,;:“”\"()\n.]|(?<=\b[A-Z])\.|(?<=\b(?:Mr|Ms|Dr|St))\.|(?<=\bMrs)\.){2,110}?)"
    r"(?=,|\.(?:\s|$)|;|[”\"]| (?:said|says|told|and said|added|who|whom|which|wrote|whose)\b|$)"
)
_DOES = re.compile(
    r", (?P<role>who (?:is|runs|leads|heads|teaches|chairs|represents|directs|owns|edits|manages|speaks for|works for|works at|works with|studies|coaches)"
    r" [^,;:“”\"()\n.]{2,90}?)(?=,|\.(?:\s|$)| (?:said|says|told|added|wrote)\b)"
)
_BELONGS = re.compile(
    r" (?P<role>of (?:the )?[A-Z][\w’'-]*(?:(?: of| for| and| the)* [A-Z][\w’'-]*){0,5})(?=[ ,.])"
    r"|, (?P<place>of (?:the )?[A-Z][^,;:“”\"()\n.]{2,80}?)(?=,)"
)
_STOPS = re.compile(r"[.;:!?“”\"()—–,]\s*$|[;:!?“”\"()—–]|(?<=[a-z])\.\s|, ")
_HEAD = re.compile(r"[\w’'&-]+\.?")


def role_beside(text: str, mention: Mention) -> Offsets | None:
    """What the bearer is, in the words right before or behind a mention of its name; within one line and sentence."""
    before = _before(text, mention)
    if before is not None:
        return before
    limit = min(len(text), mention.end + 160)
    after = _BEHIND.match(text, mention.end, limit)
    if after is not None:
        start, end = after.span("role")
        words = re.sub(r" (?:and|or|but|in|at|of)$", "", text[start:end])
        if _names_role(words) and len(words.split()) <= 16:
            return start, start + len(words)
    does = _DOES.match(text, mention.end, limit)
    if does is not None:
        return does.span("role")
    belongs = _BELONGS.match(text, mention.end, limit)
    return belongs.span(belongs.lastgroup or 0) if belongs is not None else None


def _names_role(words: str) -> bool:
    """Whether the words begin with an office or trade, and are no clause."""
    for number, match in enumerate(_HEAD.finditer(words)):
        low = match.group().lower().rstrip(".")
        if low in ROLES or (low.endswith("s") and low[:-1] in ROLES):
            return True
        if number > 8 or low in _FUNCTION or low in _OTHERS or _acts(low):
            return False
    return False


_OTHERS = frozenset("him them us me it you he she they we i which whose when while after before if because".split())
_ADJECTIVES = frozenset(
    "retired united acting managing founding leading outgoing incoming sitting presiding self-described based".split()
)


def _acts(low: str) -> bool:
    """Whether a word looks like a verb that no office begins with."""
    return low.endswith(("ed", "ing")) and low not in _ADJECTIVES and "-" not in low and len(low) > 4


def _before(text: str, mention: Mention) -> Offsets | None:
    """The office in front: a title ("Transport Minister"), a noun ("the geologist"), or a phrase parted by a comma."""
    line = text.rfind("\n", 0, mention.title) + 1
    begin = max(line, mention.title - 140)
    head = text[begin : mention.title]
    titled = mention.title < mention.start
    comma = head.endswith(", ") and not titled
    body = head[:-2] if comma else head.rstrip(" ")
    if not comma and not titled and not head.endswith(" "):
        return None
    cut = max((match.end() for match in _STOPS.finditer(body)), default=0)
    phrase = body[cut:]
    end = begin + len(body)
    words = [(begin + cut + each.start(), each.group()) for each in _HEAD.finditer(phrase)]
    if comma:
        start = _phrase_start(words)
        return (start, end) if start is not None and end > start else None
    if titled:
        first = mention.title
        end = mention.start - 1
        if text[first:end].lower().rstrip(".") in COURTESY:
            return None
    elif not words or words[-1][1].lower().rstrip(".") not in ROLES:
        return None
    else:
        first = words[-1][0]
        words = words[:-1]
    for start, word in reversed(words[-6:]):
        low = word.lower()
        if low in ("the", "a", "an", "its", "his", "her", "their"):
            first = start
            break
        if low in _FUNCTION or low.endswith("ly") or _acts(low):
            break
        first = start
    return first, end


_FUNCTION = frozenset(
    """of in on at by for with from to and or but as that which who said says told when while after before between among is was were
    are be been has have had by than not also then including like with against about over under into between alongside met monday tuesday
    wednesday thursday friday saturday sunday""".split()
)


def _phrase_start(words: list[tuple[int, str]]) -> int | None:
    """Where a noun phrase headed by an office begins that ends the words: "the chief executive of Vessan Railways"."""
    office = None
    for number in range(len(words) - 1, max(-1, len(words) - 14), -1):
        low = words[number][1].lower()
        if low in ROLES and (
            number + 1 == len(words)
            or words[number + 1][1].lower() in ("of", "for", "in", "at", "to", "on", "and", "with")
        ):
            office = number
    if office is None:
        return None
    for number in range(office, max(-1, office - 7), -1):
        low = words[number][1].lower()
        if low in ("the", "a", "an", "its", "his", "her", "their", "one") or low.endswith(("’s", "'s")):
            possessor = number
            while low.endswith(("’s", "'s")) and possessor and words[possessor - 1][1][0].isupper():
                possessor -= 1
            return words[possessor][0]
        if number < office and (low in _FUNCTION or low.endswith("ly")):
            return words[number + 1][0]
    return words[max(0, office - 6)][0] if office < 7 else None
