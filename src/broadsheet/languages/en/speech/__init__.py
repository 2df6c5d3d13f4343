"""Sentence -> its reported clauses: each cue with its source and its content, the outermost only."""

from __future__ import annotations

from broadsheet.languages.en.grammar.cues import Cue, cue_at
from broadsheet.languages.en.grammar.prose import ParsedSentence
from broadsheet.languages.en.speech.clauses import SAY, ReportedClause, SentenceDrafts
from broadsheet.languages.en.speech.content_first import cues_behind
from broadsheet.languages.en.speech.cue_first import cues_in_front
from broadsheet.languages.en.speech.verbless import behind_colon, beside_speech, labelled

_LONGEST = 300  # words; what is longer is a list or no prose, and each cue in it would be weighed against all others

__all__ = ["SAY", "ReportedClause", "reported_clauses"]


def reported_clauses(sentence: ParsedSentence) -> list[ReportedClause]:
    """The drafts of a sentence in order; speech that no cue of it holds comes without one, speech that is announced
    for the next paragraph comes last and without content."""
    gathered = SentenceDrafts(sentence)
    if len(sentence.words) <= _LONGEST:
        cues: dict[int, Cue] = {}
        for at, word in enumerate(sentence.words):
            if word.reading is not None and (cue := cue_at(sentence, at)) is not None:
                cues[at] = cue
        if not labelled(gathered):
            # What is reported behind holds all before it, cues included: so it goes first.
            cues_behind(gathered, cues)
            cues_in_front(gathered, cues)
        behind_colon(gathered, cues)
        beside_speech(gathered)
    for at in gathered.speech(0, len(sentence.words)):
        gathered.drafts.append(ReportedClause([gathered.span(at, at + 1)], sentence, speech=True))
    return sorted(
        gathered.drafts, key=lambda draft: draft.content[0] if draft.content else (sentence.end, sentence.end)
    )
