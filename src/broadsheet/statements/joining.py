"""The reports of a text: sentences read one after the other, and speech that goes on joined to its cue.

Requirement: a speech is one statement, in pieces, wherever its cue stands. Theory: a quotation without a cue that
follows speech at once is the same speaker's; one that precedes it in its paragraph too. Known failures: dialogues
without cues.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from broadsheet.statements.grammar.prose import Paragraph, Sentence, read
from broadsheet.statements.reports import SAY, Draft, Offsets, reports

_NAME = re.compile(r"(?<=[\w,;)] )[^\W\d_a-z][\w’'-]+")


_DENIED = re.compile(r"n[’']t\b|\b(?:not|never)\b")


def drafts(text: str, spans: Sequence[Offsets]) -> list[Draft]:
    """All drafts of a text, whose paragraphs are `spans`, in order."""
    names = frozenset(match.group() for match in _NAME.finditer(text))
    found: list[Draft] = []
    last: Draft | None = None  # the draft that speech without a cue would go on with
    waiting: list[Draft] = []  # speech whose cue has not come yet
    for start, end in spans:
        paragraph = read(text, start, end, names)
        last, waiting = _paragraph(text, paragraph, found, last, waiting)
    return [draft for draft in found if draft.content]


def _paragraph(
    text: str, paragraph: Paragraph, found: list[Draft], last: Draft | None, waiting: list[Draft]
) -> tuple[Draft | None, list[Draft]]:
    """Adds the paragraph's drafts to `found`; gives what a following paragraph of mere speech would go on with,
    and the speech that waits for its cue there because its last mark is missing."""
    opening = True
    for sentence in paragraph.sentences:
        signed = _signature(text, sentence)
        if signed is not None and waiting:
            _sign(waiting, signed)
            last, waiting = None, []
            continue
        here = reports(sentence)
        mere = _only_speech(sentence)
        if mere and here and here[0].cue is None:
            if last is not None and (not opening or _carries_on(text, last, here[0], paragraph)):
                last.content += here[0].content
            else:
                waiting += here
                found += here
            opening = False
            continue
        if (
            here
            and waiting
            and here[0].cue is not None
            and here[0].speech
            and here[0].content
            and here[0].content[0] < (here[0].cue or (0, 0))
        ):
            here[0].content[:0] = [piece for draft in waiting for piece in draft.content]
            for draft in waiting:
                draft.content = []
        waiting = []
        found += here
        held = [draft for draft in here if draft.cue is not None]
        spoken = [draft for draft in held if draft.spoken]
        loose = [draft for draft in held if draft.source and draft.cue and not _DENIED.search(text[slice(*draft.cue)])]
        last = spoken[-1] if spoken else loose[-1] if loose else None
        opening = False
    open_ended = bool(paragraph.quotations) and (
        not paragraph.quotations[-1].closed or bool(waiting and _is_mere(paragraph))
    )
    return last, waiting if open_ended else []


def _is_mere(paragraph: Paragraph) -> bool:
    return all(_only_speech(sentence) for sentence in paragraph.sentences)


def _signature(text: str, sentence: Sentence) -> tuple[Offsets, Offsets] | None:
    """(dash, name) of a line like "― Marit Osool" that says whose the quotation above was."""
    words = sentence.words
    if not 2 <= len(words) <= 9 or words[0].kind != "-":
        return None
    end = len(words) - (words[-1].kind == ".")
    if end < 2 or any(word.kind not in ("name", "word") or not text[word.start].isupper() for word in words[1:end]):
        return None
    return (words[0].start, words[0].end), (words[1].start, words[end - 1].end)


def _sign(waiting: list[Draft], signed: tuple[Offsets, Offsets]) -> None:
    first, *more = waiting
    first.content += [piece for draft in more for piece in draft.content]
    first.cue, first.source = signed
    first.verb, first.lemma = SAY, "say"
    for draft in more:
        draft.content = []


def _only_speech(sentence: Sentence) -> bool:
    return bool(sentence.speech) and all(word.kind in ("Q", ".", ",", "?", "!", "-") for word in sentence.words)


def _carries_on(text: str, last: Draft, speech: Draft, paragraph: Paragraph) -> bool:
    """Whether a paragraph that begins with mere speech goes on with what was said before it."""
    if not last.spoken:
        return False
    end = last.content[-1][1] if last.content else last.cue[1] if last.cue else 0
    between = text[end : speech.content[0][0]]
    return "\n" not in between.strip() and len(between) < 200
