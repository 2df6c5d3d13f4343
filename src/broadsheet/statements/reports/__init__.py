"""Sentence -> its reports: each cue with its source and its content, the outermost only."""

from __future__ import annotations

from broadsheet.languages.en.grammar.cues import Cue, cue_at
from broadsheet.languages.en.grammar.prose import Sentence
from broadsheet.statements.reports.announced import behind_colon, beside_speech, labelled
from broadsheet.statements.reports.behind import cues_behind
from broadsheet.statements.reports.drafts import SAY, Draft, Offsets, Sheet
from broadsheet.statements.reports.front import cues_in_front

_LONGEST = 300  # words; what is longer is a list or no prose, and each cue in it would be weighed against all others

__all__ = ["SAY", "Draft", "Offsets", "reports"]


def reports(sentence: Sentence) -> list[Draft]:
    """The drafts of a sentence in order; speech that no cue of it holds comes without one, speech that is announced
    for the next paragraph comes last and without content."""
    sheet = Sheet(sentence)
    if len(sentence.words) <= _LONGEST:
        cues: dict[int, Cue] = {}
        for at, word in enumerate(sentence.words):
            if word.reading is not None and (cue := cue_at(sentence, at)) is not None:
                cues[at] = cue
        if not labelled(sheet):
            # What is reported behind holds all before it, cues included: so it goes first.
            cues_behind(sheet, cues)
            cues_in_front(sheet, cues)
        behind_colon(sheet, cues)
        beside_speech(sheet)
    for at in sheet.speech(0, len(sentence.words)):
        sheet.drafts.append(Draft([sheet.span(at, at + 1)], sentence, speech=True))
    return sorted(sheet.drafts, key=lambda draft: draft.content[0] if draft.content else (sentence.end, sentence.end))
