"""Speech that no verb construction holds: behind a colon or a name with a colon, or beside a verb with other words between.

Requirement: no quotation loses a cue that stands in its sentence. Theory: a colon announces; else the nearest verb of
speech beside the quotation is its cue. Known failures: a colon behind a list of what several people said.
"""

from __future__ import annotations

from broadsheet.languages.en.grammar.cues import Cue
from broadsheet.languages.en.grammar.lexicon import Verb
from broadsheet.languages.en.grammar.phrases import Range, following, subject
from broadsheet.languages.en.grammar.prose import ParsedSentence
from broadsheet.languages.en.speech.clauses import SAY, SentenceDrafts
from broadsheet.languages.en.speech.content_first import speech_behind
from broadsheet.languages.en.speech.subjects import main_subject, named_before, owner, source_of

_NO_SPEAKER = frozenset("file photo video watch read listen related update correction note editor".split())


def labelled(gathered: SentenceDrafts) -> bool:
    """Adds "Osool: This is no longer a rescue", as in headlines and transcripts; False where the sentence is none."""
    sentence = gathered.sentence
    words = sentence.words
    colon = next((at for at in range(1, min(6, len(words))) if words[at].kind == ":"), None)
    if colon is None or colon + 2 >= sentence.last or colon + 1 in sentence.speech or words[0].low in _NO_SPEAKER:
        return False
    if any(
        word.kind != "name" and not (at == 0 < colon - 1 and word.kind == "word")
        for at, word in enumerate(words[:colon])
    ):
        return False
    if not any(word.kind in ("name", "aux", "subj", "verb") for word in words[colon + 1 : sentence.last]):
        return False
    gathered.add([gathered.span(colon + 1, sentence.last)], (colon, colon + 1), (0, colon), SAY)
    gathered.taken.update(gathered.speech(colon, len(words)))
    return True


def behind_colon(gathered: SentenceDrafts, cues: dict[int, Cue]) -> None:
    """Adds what a colon announces: speech at the end of the sentence, or (a draft without content) in the next paragraph."""
    sentence = gathered.sentence
    words = sentence.words
    colon = next((at for at in range(len(words) - 1, 0, -1) if words[at].kind == ":"), None)
    if colon is None or any(word.kind not in ("Q", ".", ",") for word in words[colon + 1 :]):
        return
    spoken = gathered.speech(colon + 1, len(words))
    if not spoken and colon + 1 < len(words):
        return
    pieces = [gathered.span(at, at + 1) for at in spoken]
    holding = [draft for draft in gathered.drafts if draft.verb is not None and draft.verb.codes & {"d", "c", "q"}]
    if holding:
        if spoken and holding[-1].content[-1][1] <= words[colon].start:
            holding[-1].content += pieces
            gathered.taken.update(spoken)
        return
    announcer = _announcer(gathered, cues, colon)
    if announcer is not None:
        cue, source, verb = announcer
        gathered.add(pieces, cue, source, verb).speech = True
        gathered.taken.update(spoken)


def _announcer(gathered: SentenceDrafts, cues: dict[int, Cue], colon: int) -> tuple[Range, Range, Verb] | None:
    """(cue, source, verb) of a colon."""
    sentence = gathered.sentence
    for _, cue in sorted(cues.items(), reverse=True):
        if cue.frame == "ahead" and cue.form in ("finite", "participle"):
            source = source_of(gathered, cue)
            return ((cue.first, cue.last), source, cue.entry) if source is not None else None
    who = main_subject(sentence, colon) or named_before(sentence, colon)
    if who is None:
        return None
    whose = owner(sentence, who)
    if whose is not None:
        return (whose[1], colon + 1), whose, SAY
    if sentence.kind(who[1] - 1) not in ("name", "subj") or sentence.low(who[0]) in ("it", "there", "you"):
        return None
    return (colon, colon + 1), who, SAY


def beside_speech(gathered: SentenceDrafts) -> None:
    """Adds quotations that no construction holds, with the verb next to them if it is one that reports."""
    sentence = gathered.sentence
    words = sentence.words
    for at in sorted(sentence.speech):
        found = _verb_behind(sentence, at) or _verb_before(gathered, at) if at not in gathered.taken else None
        if found is None:
            continue
        verb, first, source = found
        if any(one < words[verb].end and words[first].start < two for one, two in gathered.covered()):
            continue
        reading = words[verb].reading
        assert reading is not None
        spoken = [at]
        if at < verb:
            _, more = speech_behind(sentence, max(verb + 1, source[1]))
            spoken += [more[0]] if more is not None and more[0] not in gathered.taken else []
        gathered.add([gathered.span(each, each + 1) for each in spoken], (first, verb + 1), source, reading.verb)
        gathered.taken.update(spoken)


def _verb_behind(sentence: ParsedSentence, at: int) -> tuple[int, int, Range] | None:
    """(verb, begin of the cue, source) of "…," X replies or "…," remembers X."""
    words = sentence.words
    for verb in range(at + 1, min(len(words), at + 25)):
        reading = words[verb].reading
        if words[verb].kind in (".", ";", "Q"):
            return None
        if reading is None or reading.shape not in ("ed", "past", "s", "any"):
            continue
        if verb == at + 1:
            who = following(sentence, verb + 1)
            return (verb, verb, who) if who is not None and reading.verb.codes & {"d", "c"} else None
        first = _group_begin(sentence, verb)
        who = subject(sentence, first)
        if who is not None and who[0] == at + 1:
            return verb, first, who
    return None


def _verb_before(gathered: SentenceDrafts, at: int) -> tuple[int, int, Range] | None:
    """(verb, begin of the cue, source) of a verb of speech in front, with other words in between."""
    sentence = gathered.sentence
    words = sentence.words
    if sentence.kind(at - 1) not in (",", ":"):
        return None
    for verb in range(at - 2, max(-1, at - 16), -1):
        reading = words[verb].reading
        if words[verb].kind in ("Q", ";"):
            return None
        if reading is None or "d" not in reading.verb.codes or reading.shape in ("part", "base"):
            continue
        first = _group_begin(sentence, verb)
        before = sentence.kind(first - 1)
        if first == 0 and reading.shape != "ing":
            who = following(sentence, verb + 1)
        elif reading.shape == "ing" and before not in ("name", "word"):
            who = gathered.source or main_subject(sentence, first)
        else:
            who = subject(sentence, first, led=reading.shape == "ing")
            if who is None and before in ("conj", ","):
                who = gathered.source or main_subject(sentence, first)
        return (verb, first, who) if who is not None else None
    return None


def _group_begin(sentence: ParsedSentence, verb: int) -> int:
    first = verb
    while first > 0 and sentence.kind(first - 1) in ("adv", "aux", "neg"):
        first -= 1
    return first
