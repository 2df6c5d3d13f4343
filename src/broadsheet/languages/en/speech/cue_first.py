"""Cues in front of their report: she said that …; he wants to …; the union criticised …; it is expected to ….

Requirement: what stands inside a report is not reported again. Theory: cues are taken from the left, each with all
that it reports; those inside are skipped. Known failures: a report that ends before a clause which "while" begins.
"""

from __future__ import annotations

from broadsheet.languages.en.grammar.cues import Cue
from broadsheet.languages.en.grammar.extents import report_end
from broadsheet.languages.en.grammar.phrases import Range, subject
from broadsheet.languages.en.speech.clauses import SentenceDrafts
from broadsheet.languages.en.speech.subjects import source_of

_PASSIVES = frozenset(
    """expect ask know see consider criticize criticise charge say accuse view describe assure report tell believe think portray
    understand""".split()
)


def cues_in_front(gathered: SentenceDrafts, cues: dict[int, Cue]) -> None:
    """Adds the drafts whose cues stand in front of them."""
    words = gathered.sentence.words
    covered = gathered.covered()
    busy = 0
    for at, cue in sorted(cues.items()):
        if at < busy or cue.content is None or any(one <= words[at].start < two for one, two in covered):
            continue
        if cue.form == "passive":
            end = _passive(gathered, cue)
        else:
            source = source_of(gathered, cue)
            gathered.source = source or gathered.source
            end = _front(gathered, cue, source) if source is not None else None
        if end is not None:
            busy = end
            covered = gathered.covered()


def _front(gathered: SentenceDrafts, cue: Cue, source: Range) -> int | None:
    """Adds the draft of a cue with a source; gives the word behind its report, or None where it reports nothing."""
    sentence = gathered.sentence
    if cue.content is None or _is_nobody(gathered, cue, source):
        return None
    if cue.content in sentence.speech:
        spoken = gathered.speech(cue.content, len(sentence.words))
        pieces = [(at, at + 1) for at in spoken]
        end = spoken[-1] + 1 if spoken else cue.content
    else:
        end = report_end(sentence, cue)
        while end > cue.content + 1 and sentence.kind(end - 1) in (",", "-", ":"):
            end -= 1
        pieces = [(cue.content, end)]
        if cue.frame == "relative":
            pieces.insert(0, (source[0] - 1, source[0]))
    if not pieces:
        return None
    spans = [gathered.span(*piece) for piece in pieces]
    gathered.add(spans, (cue.first, cue.last), source, cue.entry, cue.addressed)
    gathered.taken.update(gathered.speech(cue.content, end))
    return end


def _is_nobody(gathered: SentenceDrafts, cue: Cue, source: Range) -> bool:
    """Whether the subject is empty: "there", "you", and "it" where it does not speak."""
    if source[1] - source[0] > 1:
        return False
    low = gathered.sentence.low(source[0])
    silent = "d" not in cue.entry.codes or cue.entry.lemma in ("show", "find", "read")
    return low in ("there", "you") or (low == "it" and silent)


def _passive(gathered: SentenceDrafts, cue: Cue) -> int | None:
    """ "Is expected to …", "was accused of …": what is said is the subject and what follows; no source."""
    if (
        cue.content is None
        or cue.entry.lemma not in _PASSIVES
        or cue.frame not in ("infinitive", "preposition", "that")
    ):
        return None
    who = subject(gathered.sentence, cue.first)
    end = report_end(gathered.sentence, cue)
    pieces = [*([gathered.span(*who)] if who is not None else []), gathered.span(cue.content, end)]
    gathered.add(pieces, (cue.first, cue.last), None, cue.entry)
    return end
