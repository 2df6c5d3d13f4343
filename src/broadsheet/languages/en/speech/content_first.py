"""Cues behind their report or in its middle: "…," she said; …, according to the fire service; "…," he said, "…".

Requirement: the whole of what goes before is the report, and so is what goes on behind. Theory: a comma or a closing
mark parts report and cue; in running text few verbs stand so. Known failures: two speakers in one sentence whose
cues both stand behind reported clauses.
"""

from __future__ import annotations

from broadsheet.languages.en.grammar.cues import Cue
from broadsheet.languages.en.grammar.phrases import Range, following, subject
from broadsheet.languages.en.grammar.prose import ParsedSentence
from broadsheet.languages.en.speech.clauses import SentenceDrafts
from broadsheet.model import Offsets

# Verbs that stand behind a clause without quotation marks; behind a quotation any may.
_PARENTHETIC = frozenset(
    """say tell add ask write argue explain note warn think believe insist report claim suggest announce acknowledge concede contend
    predict estimate testify observe recall tweet reply respond state show find continue conclude remark admit complain declare
    reveal wonder assert allege maintain joke quip reason boast caution confirm indicate hope fear retort
    know learn understand promise vow lament repeat reiterate mention emphasize emphasise stress opine muse recount post""".split()
) | {"point out"}
# Verbs that go before their subject where only a comma parts them from the report ("…, said Osool").
_TURNED = frozenset("said says wrote asked added reports reported writes adds asks".split())
_ENDS_SOURCE = frozenset(
    (",", ".", "", "Q", "prep", "sub", "time", "ing", "if", "-", "?", "!", "conj", ";", "adv", "to", ":")
)
_REACH = 25  # words between a cue and the second piece of what it interrupts


def cues_behind(gathered: SentenceDrafts, cues: dict[int, Cue]) -> None:
    """Adds the drafts whose cues stand behind them, the outermost first."""
    sentence = gathered.sentence
    according = [at for at, word in enumerate(sentence.words) if word.low == "according"]
    for at in sorted({*cues, *according}):
        cue = cues.get(at)
        if cue is None:
            if sentence.low(at + 1) == "to":
                _according(gathered, at)
            continue
        if cue.first <= gathered.used or cue.form != "finite":
            continue
        if ("d" in cue.entry.codes or _after_speech(sentence, cue)) and not _as_said(gathered, cue):
            placed = _turned(sentence, cue) or _placed(sentence, cue)
            if placed is not None and placed[1] > gathered.used:
                _close(gathered, cue, *placed)


def _as_said(gathered: SentenceDrafts, cue: Cue) -> bool:
    """ "As the minister explained, …": the report follows the comma."""
    sentence = gathered.sentence
    if cue.frame != "behind" or gathered.used or sentence.low(0) != "as" or sentence.kind(cue.last) != ",":
        return False
    who = subject(sentence, cue.first)
    begin, end = cue.last + 1, sentence.last
    if who is None or who[0] != 1 or begin + 2 > end:
        return False
    gathered.add([gathered.span(begin, end)], (cue.first, cue.last), who, cue.entry)
    gathered.taken.update(gathered.speech(begin, end))
    gathered.used = end
    return True


def _after_speech(sentence: ParsedSentence, cue: Cue) -> bool:
    """Whether speech stands right before the subject: whatever the verb, it reports."""
    who = subject(sentence, cue.first)
    return who is not None and who[0] - 1 in sentence.speech


def _turned(sentence: ParsedSentence, cue: Cue) -> tuple[Range, int, int] | None:
    """(source, begin, end) of "said she" behind a report."""
    before = sentence.kind(cue.first - 1)
    if before not in (",", "Q", "-") or cue.frame not in ("clause", "object", "behind", "quote"):
        return None
    if before != "Q" and sentence.low(cue.verb) not in _TURNED:
        return None
    who = following(sentence, cue.last)
    if who is None or sentence.kind(who[1]) not in _ENDS_SOURCE or _closes_aside(sentence, cue):
        return None
    return who, cue.first, who[1]


def _placed(sentence: ParsedSentence, cue: Cue) -> tuple[Range, int, int] | None:
    """(source, begin, end) of "she said" behind a report."""
    who = subject(sentence, cue.first)
    if who is None or who[0] == 0 or sentence.kind(who[0]) in ("rel", "that"):
        return None
    before = sentence.kind(who[0] - 1)
    if before not in (",", "Q", "-"):
        return None
    if cue.frame not in ("behind", "quote") and (before != "Q" or sentence.kind(cue.last) == "that"):
        return None
    return who, who[0], cue.last


def _closes_aside(sentence: ParsedSentence, cue: Cue) -> bool:
    """Whether the comma before the cue closes an aside of its subject, which begins the clause."""
    if sentence.kind(cue.first - 1) != ",":
        return False
    who = subject(sentence, cue.first)
    return who is not None and all(word.kind in ("conj", "adv", ",") for word in sentence.words[: who[0]])


def _close(gathered: SentenceDrafts, cue: Cue, source: Range, begin: int, end: int) -> None:
    """Adds the draft of a cue behind its report, [begin, end) being source and cue."""
    sentence = gathered.sentence
    first, last = gathered.used, begin - (sentence.kind(begin - 1) in (",", "-"))
    while first < last and sentence.kind(first) in ("conj", ",", "-"):
        first += 1
    spoken = gathered.speech(first, last)
    if spoken and spoken[-1] != last - 1:
        return
    tail = _goes_on(gathered, end, led=sentence.kind(first) in ("sub", "if", "prep"))
    pieces: list[Offsets] = []
    if spoken:
        pieces = [gathered.span(at, at + 1) for at in (spoken if spoken[0] <= first + 1 else spoken[-1:])]
    elif first < last and _is_report(sentence, cue, first, last, tail):
        pieces = [gathered.span(first, last)]
    elif tail is None or (first < last and tail[1] - 1 not in sentence.speech):
        return
    if tail is not None:
        pieces.append(gathered.span(*tail))
        gathered.taken.update(gathered.speech(*tail))
    gathered.taken.update(spoken)
    gathered.used = tail[1] if tail is not None else end
    gathered.add(pieces, (cue.first, cue.last), source, cue.entry, cue.addressed)


def _is_report(sentence: ParsedSentence, cue: Cue, first: int, last: int, tail: Range | None) -> bool:
    """Whether the words from `first` up to `last`, without quotation marks, are what the cue behind them reports."""
    if cue.entry.lemma not in _PARENTHETIC:
        return False
    words = sentence.words[first:last]
    # "Sooner or later, she told reporters, “it starts to pay off.”" needs no predicate of its own.
    if tail is not None and (tail[1] - 1 not in sentence.speech or sentence.low(tail[1] - 1) == "q"):
        return True
    if len(words) < 3 or not any(word.kind in ("aux", "verb", "ed") or word.reading is not None for word in words):
        return False
    led = words[0].kind in ("sub", "if", "prep", "ing", "ed") or words[0].low in ("as", "asked", "speaking")
    return not led or any(word.kind == "," for word in words)


def _goes_on(gathered: SentenceDrafts, end: int, *, led: bool) -> Range | None:
    """The words of the second piece of a report that "she said" interrupts. `led`: the first piece only leads to it."""
    sentence = gathered.sentence
    here, speech = speech_behind(sentence, end)
    if speech is not None or here:
        return speech
    last, first = sentence.last, end + 1
    if sentence.kind(end) != "," or first + 2 > last:
        return None
    kind, reading = sentence.kind(first), sentence.words[first].reading
    if led and (kind == "ing" or reading is not None):
        return first, last
    if kind in ("ing", "sub", "if", "rel", "prep", "Q") or reading is not None:
        return None
    if sentence.low(first) == "but" and first not in sentence.opened:
        return None
    return first, last


def speech_behind(sentence: ParsedSentence, end: int) -> tuple[bool, Range | None]:
    """(whether another speaker or another speech follows, the quotation with which the speech before `end` goes on)."""
    words = sentence.words
    acting = False
    for at in range(end, min(len(words), end + _REACH)):
        if at in sentence.speech:
            joined = words[at - 1].kind in (",", ":", "-") or at == end
            return True, (at, at + 1) if joined and (not acting or words[at].low == "q") else None
        if words[at].kind in (";", "."):
            break
        reading = words[at].reading
        if reading is None or at == end:
            acting = acting or (reading is not None and reading.shape == "ing")
            continue
        if (
            "d" in reading.verb.codes
            and reading.shape in ("ed", "past", "s")
            and words[at - 1].kind in ("subj", "name")
        ):
            return True, None
        # "…," she said, adding: "…" are two; "…," she said, pointing to the map, "and …" is one.
        acting = acting or reading.shape == "ing"
    return False, None


def _according(gathered: SentenceDrafts, at: int) -> None:
    """ "According to X, …" and "…, according to X"."""
    sentence = gathered.sentence
    who = following(sentence, at + 2)
    if who is None:
        return
    size = sentence.last
    after = who[1] + (sentence.kind(who[1]) == ",")
    if at <= gathered.used + 1:
        pieces = [(after, size)] if after < size else []
        used = size
    else:
        first, last = gathered.used, at - (sentence.kind(at - 1) == ",")
        while first < last and sentence.kind(first) in ("conj", ","):
            first += 1
        pieces = [(first, last)] if last - first > 1 else []
        used = who[1]
        if pieces and after > who[1] and after + 2 < size and sentence.kind(after) not in ("rel", "ing", "sub", "conj"):
            pieces.append((after, size))
            used = size
    if pieces:
        gathered.add([gathered.span(*piece) for piece in pieces], (at, at + 2), who, None)
        gathered.taken.update(each for piece in pieces for each in gathered.speech(*piece))
        gathered.used = used
