"""Who a source is: by name, by surname, by office, or by a pronoun where it can mean one person only.

Requirement: a speaker is unknown rather than guessed. Theory: the head of the source's phrase is a name, an office that
one person of the article holds, or a pronoun that stands for who spoke last or for the only one it fits. Known
failures: an office that the article gives to nobody by name before.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from broadsheet.languages.en.entities.entities import Entities, Entity, titles_of
from broadsheet.languages.en.entities.mentions import BODIES, ROLES, Mention
from broadsheet.model import Offsets

_PREPOSITIONS = frozenset("of for in at from with to by on about against near under over and or between".split())
_LINKS = frozenset("of for the and to on in & at".split())
_INDEFINITE = frozenset("a an one another some many several two three both most no any each".split())
_DOCUMENT = re.compile(
    r"(?:[’']s |’ )?(?:\w+ )?(?:report|statement|study|survey|poll|ruling|analysis|letter|tweet|memo|filing|announcement|website|audit|release)"
)
# Offices that "the …" can mean one person by; "the teacher" or "the journalist" may be anybody.
_OFFICES = frozenset(
    """minister president chancellor premier mayor governor senator congressman congresswoman secretary chief director chairman
    chairwoman chair chairperson leader executive spokesman spokeswoman ambassador commissioner general pope king queen coach
    captain commander sheriff bishop archbishop speaker superintendent principal provost rector ombudsman nominee candidate
    coroner prosecutor""".split()
)
_OFFICE = re.compile(
    rf"(?<![\w’'-])(?:[Tt]he|[Ii]ts|[Tt]heir) (?:[\w-]+ ){{0,3}}?(?:{'|'.join(sorted(_OFFICES))})(?![\w’'-])(?: of (?:the )?[A-Z]\w+)?"
)
_WORD = re.compile(r"[\w’'-]+")
_PIECE = re.compile(r"\S+")
_OF = re.compile(r"\bof (.+)$")
_NEAR = 700  # characters that a pronoun looks back


@dataclass(frozen=True, slots=True)
class NamedSpeaker:
    """Name, the place to quote it from and what its bearer is there."""

    name: str
    span: Offsets
    role: Offsets | None
    entity: Entity | None


class SpeakerResolver:
    """Resolves the sources of one text, asked in the order of the text."""

    def __init__(self, text: str, entities: Entities, lines: Sequence[Offsets]) -> None:
        self._text = text
        self._entities = entities
        self._lines = [start for start, _ in lines]
        self._last: NamedSpeaker | None = None
        self._at = -1

    def speaker(self, source: Offsets, clause: int) -> NamedSpeaker | None:
        """Who `source` is; `clause` is where its sentence begins. None: it cannot be told, or has no name."""
        found = self._resolved(source, clause)
        self._last, self._at = found, source[0]
        if found is not None and found.entity is not None:
            found.entity.spoke = True
        return found

    def _resolved(self, source: Offsets, clause: int) -> NamedSpeaker | None:
        words = self._text[slice(*source)]
        low = words.lower()
        if low in ("he", "she", "his", "her"):
            entity = self._meant("she" if low in ("she", "her") else "he", source[0])
            return _of(entity) if entity is not None else None
        if low in ("who", "which", "that", "whom"):
            return self._antecedent(clause, source[0])
        if low == "it":
            body = self._last is not None and (self._last.entity is None or not self._last.entity.person)
            return self._last if body and self._at >= self._paragraphs(source[0])[1] else None
        if low in ("they", "we", "i", "you", "there", "one", "others", "some", "many"):
            return None
        return self._phrase(*source)

    def _antecedent(self, clause: int, at: int) -> NamedSpeaker | None:
        """The name right before a relative pronoun."""
        before = self._text[clause:at].rstrip(" ,")
        end = clause + len(before)
        mention = next((each for each in self._entities.within(clause, end) if end - 2 <= each.end <= end), None)
        if mention is None or mention.end != end:
            return None
        return self._bearing(mention)

    def _phrase(self, start: int, end: int) -> NamedSpeaker | None:
        text = self._text
        core_end = min(
            (at for at in (text.find(mark, start, end) for mark in (",", " (", " –", " —")) if at > start), default=end
        )
        head = self._head(start, core_end)
        if head is not None:
            return self._bearing(head)
        body = _body(text, start, core_end)
        if body is not None:
            return self._of_body(body)
        if core_end < end:
            segment_end = text.find(",", core_end + 1, end)
            stop = segment_end if segment_end > 0 else end
            named = [
                each for each in self._entities.within(core_end, stop) if not text[core_end : each.title].strip(" ,")
            ]
            if named and (
                not text[named[0].end : stop].strip()
                or re.match(r" (?:of|in|from|at|for)\b|,", text[named[0].end : stop])
            ):
                return self._bearing(named[0])
        return self._described(text[start:core_end], start)

    def _head(self, start: int, end: int) -> Mention | None:
        """The name that a phrase is headed by, as in "the party's deputy leader Lio Kaldren of the coast"."""
        text = self._text
        for mention in self._entities.within(start, end):
            before = text[start : mention.title].split()
            if before and before[-1].lower() in _PREPOSITIONS:
                return None
            if before and before[-1].lower() in ("a", "an") and " " not in mention.name:
                return None  # "a Republican"
            after = text[mention.end : end]
            if _DOCUMENT.fullmatch(after.strip()):
                return mention  # "the Accountability Office report": its maker
            if after.startswith(("’s", "'s", "’ ", "' ")):
                continue
            following = after.split()
            if following and following[0].lower() == "and":
                return self._pair(mention, end)
            if any(word.lower() in ("who", "which", "that") for word in before):
                return None
            if (
                not following
                or following[0].lower() in _PREPOSITIONS
                or following[0].lower() in ("who", "himself", "herself", "itself")
            ):
                return mention if mention.person or not following or following[0].lower() not in ("of", "for") else None
        return None

    def _pair(self, first: Mention, end: int) -> Mention | None:
        """ "Douglas Arden and Mira Holt" as one mention, where both are people and nothing follows."""
        second = next((each for each in self._entities.within(first.end, end) if each.title == first.end + 5), None)
        if (
            second is None
            or not (first.person and second.person)
            or second.title != second.start
            or self._text[second.end : end].strip()
        ):
            return None
        return Mention(self._text[first.start : second.end], first.start, second.end, first.start, True)

    def _bearing(self, mention: Mention) -> NamedSpeaker | None:
        entity = self._entities.named(mention.name, titles_of(self._text, mention))
        if entity is not None:
            return _of(entity)
        if self._entities.is_ambiguous(mention.name):
            return None
        return NamedSpeaker(mention.name, (mention.start, mention.end), None, None)

    def _of_body(self, body: Offsets) -> NamedSpeaker:
        name = self._text[slice(*body)]
        entity = self._entities.named(name) if " of " not in name else None
        return _of(entity) if entity is not None else NamedSpeaker(name, body, None, None)

    def _described(self, phrase: str, at: int) -> NamedSpeaker | None:
        """The one person of the article who holds the office that the phrase names ("the fire chief")."""
        words = _WORD.findall(phrase.lower())
        if not words or words[0] in _INDEFINITE:
            return None
        if words[0] not in ("the", "its", "his", "her", "their") and "’s" not in phrase and "'s" not in phrase:
            # "US President says": an office in capitals needs no article.
            if not all(word[0].isupper() for word in phrase.split()):
                return None
            words.insert(0, "the")
        head = words[1:]
        tail: list[str] = []
        for number, word in enumerate(head):
            if word in ("of", "for", "in", "at", "from"):
                head, tail = head[:number], head[number + 1 :]
                break
        if not head or head[-1] not in _OFFICES:
            return None
        head = [word for word in head if not word.endswith(("’s", "'s"))]
        fitting = [entity for entity in self._entities.holders(head[-1]) if self._holds(entity, head, tail, at)]
        return _of(fitting[0]) if len(fitting) == 1 else None

    def _holds(self, entity: Entity, head: list[str], tail: list[str], at: int) -> bool:
        known = bool(entity.places) and entity.places[0] < at
        if not entity.office.issuperset(head) or not (known or len(head) > 1 or tail):
            return False
        places = {word for word in tail if word not in ("the", "of")}
        role = self._text[slice(*entity.role)].lower() if entity.role else ""
        of_own = _OF.search(role)
        return not places or not of_own or bool(places & set(_WORD.findall(of_own.group(1))))

    def _paragraphs(self, at: int) -> tuple[int, int]:
        """Where the paragraph of a place begins, and where the one before does."""
        number = max(0, bisect_right(self._lines, at) - 1)
        return self._lines[number], self._lines[max(0, number - 1)]

    def _office_between(self, start: int, end: int) -> Entity | Offsets | None:
        """The last one in [start, end), outside of what is reported, who is named by an office only ("The president
        of Ostraya had a different account"): a bearer, or the place of an office that nobody holds by name."""
        for match in reversed(list(_OFFICE.finditer(self._text, start, end))):
            if not self._entities.is_reported(match.start()):
                speaker = self._described(match.group(), match.start())
                return speaker.entity if speaker is not None else match.span()
        return None

    def _meant(self, gender: str, at: int) -> Entity | None:
        """Whom "he" or "she" means: who spoke last and is not overtaken, or the only one whom it fits near by."""
        paragraph, before = self._paragraphs(at)
        near = [
            (place, entity)
            for place, entity in self._entities.between(max(at - _NEAR, before), at)
            if entity.human and entity.gender in ("", gender)
        ]
        last = self._last.entity if self._last is not None else None
        if last is not None and last.person and last.gender in ("", gender) and self._at >= before:
            overtaken = [entity for place, entity in near if entity is not last and place > self._at]
            office = self._office_between(max(self._at + 1, at - _NEAR), at)
            if office is not None and office is not last:
                return office if isinstance(office, Entity) and office.gender in ("", gender) else None
            if not overtaken or (
                last.gender and not any(entity.gender for entity in overtaken) and self._at >= paragraph
            ):
                return _with(last, gender)
        for group in (
            [entity for place, entity in near if place >= paragraph],
            [entity for place, entity in near if place < paragraph],
        ):
            distinct = {id(entity): entity for entity in group}
            if len(distinct) == 1:
                return _with(next(iter(distinct.values())), gender)
            if distinct:
                sure = [entity for entity in distinct.values() if entity.gender == gender]
                return sure[0] if len(sure) == 1 and all(entity.gender for entity in distinct.values()) else None
        return None


def _with(entity: Entity, gender: str) -> Entity:
    if not entity.gender:
        entity.gender = "she" if gender == "she" else "he"
    return entity


def _of(entity: Entity) -> NamedSpeaker:
    return NamedSpeaker(entity.name, entity.span, entity.role, entity)


def _body(text: str, start: int, end: int) -> Offsets | None:
    """A phrase of capitalised words throughout, as in "the University of Callast": the name of a body."""
    words = [(start + each.start(), each.group()) for each in _PIECE.finditer(text[start:end])]
    if words and words[0][1].lower() == "the":
        words = words[1:]
    if not words or not words[0][1][0].isupper() or not words[-1][1][0].isupper():
        return None
    if any(not word[0].isupper() and word.lower() not in _LINKS for _, word in words):
        return None
    lowered = {re.sub(r"[’']s$", "", word.lower()) for _, word in words}
    if " and " in text[start:end] and not lowered & BODIES:
        return None
    if len(words) > 1 and words[-1][1].lower() in ROLES:
        return None
    return (words[0][0], end) if lowered & BODIES or len(words) > 1 else None
