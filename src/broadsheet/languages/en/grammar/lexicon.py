"""Reporting words by what may follow them: the only place where a verb, a noun or an adjective is known as a cue.

Requirement: a word is a cue only in a construction in which it reports. Theory: what follows a verb tells its sense
("supports the bill" reports a stance, "the support of" does not). The lists are made by hand; a verb stands in one
where, as far as its uses were counted (on campaign news of 2015 and 2016), three in five report; rarer ones follow
their kin. Known failures: metaphor ("the numbers tell"), and verbs of stance in sport and business.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Shape = Literal["base", "s", "past", "part", "ed", "ing", "any"]

# d  beside a quotation, or behind a reported clause ("…," she said)
# c  a clause with "that"            b  a clause without it
# q  a question (whether, how, what) t  an infinitive      g  a gerund
# o  a noun phrase, with what belongs to it
# a  the one addressed stands before the clause ("told voters that")
# Behind the slash: prepositions and particles that belong to the cue.
_VERBS = """
dcbqo: say
dcqab: tell
dcbqo / about on of: write
dco: add
dqa / about for: ask
dcbog: suggest
dcbo / for against: argue
dcbo: announce, note
dco / against of about: warn
dcbqo: explain
dcbo: declare, acknowledge, predict, claim, assert, contend, concede, stress, emphasize, emphasise, reiterate,
    conclude, deny, imply, underscore, signal, suspect, guess, imagine, assume, presume, reckon, specify,
    forecast, foresee, mention, affirm, reaffirm, posit, proclaim, clarify
dcboqg: reveal, recall, disclose
dcqg: report
dcbo: confirm, indicate
dc: prove, maintain, allege, estimate, demonstrate
dcbo / on: insist
dcb / to: admit
dcb / of about: boast, brag, complain
dc / about: joke, quip, opine, muse, testify
dc / about on: speculate
dco: remark, observe, lament, bemoan, repeat
dc: state, respond, reply, retort
d / on: elaborate
dc / against: caution
dc / with: counter
dcq / about: wonder
dcbt: swear
dctb: promise, vow
dct: pledge
dct: threaten
dctog: propose
dcog: recommend
dcbo / about of: think
dcbo / in: believe
dcbto / for: hope
dct / with on: agree
dco: demand, urge
dc: intone, exclaim, whisper, mutter, shout, yell, scream, cry, theorize, theorise, interject, protest, object, volunteer,
    confide, tweet, enthuse, deadpan, sigh, snap, plead, implore, confess, attest, certify, preach, sneer, gripe, grouse,
    chime, comment, blog, intimate, venture, riff, rejoin, chant, recount, post, email, narrate, thunder, vent, fume, stipulate
d: continue, read, go, begin, reflect, answer, chuckle, laugh, sing, scoff, scold, chide, holler, gush, rave, summarize
dcboq: show
dc: find
cq / about of for: know
cbo / of: fear
c / about: worry
co / about: doubt
cbqo: realize, realise, recognize, recognise, understand, learn, discover, remember, notice
cqo / as: see
c / about: feel
cqt: decide
cq: determine
q: discuss, describe, debate, question, outline, illustrate, detail, convey, consider, specify
cbt / for: wish, pray
to: want, expect, intend, prefer
t: seem, appear
cbq: forget
t: refuse, decline, seek, plan, aim, long, consent, hesitate, profess, purport, aspire, resolve, opt, yearn
oac: remind, assure, reassure, inform, notify, advise, convince, persuade, alert
c: rule, decree, calculate, judge, charge, hold, file, gather, hear
t: offer
o: criticize, criticise, praise, endorse, defend, oppose, reject, dismiss, blame, cite, mention, discuss, describe, denounce,
    condemn, mock, slam, blast, tout, decry, assail, express, question, support, favor, favour, consider, propose,
    highlight, deem, liken, characterize, characterise, invoke, recite, applaud, welcome, congratulate, laud, hail, commend,
    lambaste, lambast, excoriate, ridicule, deride, rebuke, chide, scold, rebut, refute, dispute, reference, retweet,
    disavow, repudiate, renounce, regret, accuse, portray, compare, castigate, berate, pan, pillory, deplore,
    abhor, detest, despise, loathe, dislike, admire, distrust, demean, belittle, disparage, denigrate, insult, impugn, scorn,
    envision, envisage, articulate, voice, appreciate, resent, vilify, demonize, demonise, label, dub, thank,
    identify, justify, downplay, contemplate, ponder, encourage, order, instruct, request,
    exhort, view, reassert, espouse, extol, extoll, trumpet, bash, trash, skewer, savage, contradict, echo, salute, propound,
    attribute, anticipate, rebuff, satirize, satirise, mull, fault, recount, taunt, impugn, outline, detail, second-guess
g: oppose, support, consider, remember, contemplate, regret, favor, favour, criticize, advocate
c: advocate, answer
o / for on into: call
/ about: speak, talk, inquire, reminisce, fret, rant, elaborate, comment, care
/ of: speak, despair, approve, disapprove, conceive, accuse
/ for: vouch, apologize, apologise, push, advocate, lobby, thank
/ on: comment, dwell, reflect, expound, harp, weigh, frown, touch
/ to: refer, point, allude, object, admit
/ at: hint, scoff, balk, bristle, jab, marvel
/ against: rail, vote, inveigh, fulminate, protest
/ with: disagree, sympathize, sympathise, concur
"""
# Verbs with a particle that are cues of another kind than the bare verb.
_PHRASAL = """
dcb: point out
cq: make clear, make plain, make it clear, make it plain
o: take issue with, take aim at, make fun of, find fault with, take exception to, draw attention to, call attention to, cast doubt on,
  throw cold water on, take credit for
dc: hit back, fire back, shoot back
d: go on, chime in, weigh in, sum up, blurt out, call out, speak up, pipe up, jump in, break in, say back, put it
dc: cry out, shout out, scream out, write back, tweet back, yell back, tweet out
o: lay out, rule out, spell out, single out, play down, bring up, talk up, call out, shrug off, brush off, laugh off
"""
# Particles that make a cue only with the prepositions behind them.
PHRASES: dict[tuple[str, str], tuple[str, ...]] = {
    ("speak", "out"): ("against", "about"),
    ("lash", "out"): ("at", "against"),
    ("push", "back"): ("on", "against"),
    ("come", "out"): ("against",),
    ("fire", "back"): ("at",),
    ("hit", "back"): ("at",),
    ("weigh", "in"): ("on",),
    ("double", "down"): ("on",),
    ("look", "forward"): ("to",),
}
# Base form, past tense, participle.
_IRREGULAR = """
say said said; tell told told; write wrote written; think thought thought; know knew known; feel felt felt; see saw seen;
find found found; hear heard heard; hold held held; swear swore sworn; speak spoke spoken; read read read; seek sought sought;
understand understood understood; foresee foresaw foreseen; forecast forecast forecast; forget forgot forgotten;
shoot shot shot; sing sang sung; show showed shown; go went gone; begin began begun; come came come; hit hit hit; put put put;
make made made; take took taken; draw drew drawn; cast cast cast; throw threw thrown; break broke broken; lay laid laid;
bring brought brought; prove proved proven; retell retold retold
"""
_DOUBLED = frozenset("admit rebut refer pan regret slam quip opt jab dub chat".split())
THOUGHT = frozenset(
    """think believe know feel understand hope fear worry doubt expect want prefer consider assume presume suspect guess imagine
    realize realise recognize recognise remember recall regret wonder decide determine favor favour support oppose dislike admire
    distrust detest despise loathe abhor resent appreciate view deem envision envisage contemplate ponder mull anticipate wish
    pray disapprove approve agree disagree reckon foresee yearn long aspire seem appear""".split()
)
PLAN = frozenset("plan promise vow pledge threaten intend seek aim offer refuse decline resolve opt".split())
PERCEPTION = frozenset("see find hear notice learn discover show".split())


@dataclass(frozen=True, slots=True)
class Verb:
    lemma: str
    codes: frozenset[str]
    particles: frozenset[str]


@dataclass(frozen=True, slots=True)
class VerbForm:
    """What a word can be: a form of a verb. "ed" is past tense and participle, "any" base form too."""

    verb: Verb
    shape: Shape


def _phrasal() -> dict[tuple[str, ...], Verb]:
    found: dict[tuple[str, ...], set[str]] = {}
    for line in re.sub(r",\s*\n\s+", ", ", _PHRASAL.strip()).split("\n"):
        letters, _, names = line.partition(": ")
        for name in names.split(", "):
            found.setdefault(tuple(name.split()), set()).update(letters)
    return {words: Verb(" ".join(words), frozenset(codes), frozenset()) for words, codes in found.items()}


def _parse() -> dict[str, Verb]:
    codes: dict[str, set[str]] = {}
    particles: dict[str, set[str]] = {}
    for line in re.sub(r",\s*\n\s+", ", ", _VERBS.strip()).split("\n"):
        head, _, names = line.partition(":")
        letters, _, more = head.partition("/")
        for name in (each.strip() for each in names.split(",")):
            codes.setdefault(name, set()).update(letters.strip())
            particles.setdefault(name, set()).update(more.split())
    for lemma, *_ in (*PHRASES, *PHRASAL):
        codes.setdefault(lemma, set())
        particles.setdefault(lemma, set())
    return {name: Verb(name, frozenset(codes[name]), frozenset(particles[name])) for name in codes}


def _inflect(lemma: str) -> dict[str, Shape]:
    for entry in _IRREGULAR.split(";"):
        base, past, part = entry.split()
        if base == lemma:
            stem = base[:-1] if base.endswith("e") and not base.endswith("ee") else base
            doubled = stem + stem[-1] if lemma in ("forget", "begin", "hit", "rebut", "put") else stem
            if past == base:
                forms: dict[str, Shape] = {base: "any"}
            else:
                forms = {base: "base", past: "ed" if past == part else "past"}
                if past != part and part != base:
                    forms[part] = "part"
            return {**forms, _third(base): "s", doubled + "ing": "ing"}
    if lemma.endswith("e"):
        return {
            lemma: "base",
            lemma + "s": "s",
            lemma + "d": "ed",
            (lemma if lemma.endswith("ee") else lemma[:-1]) + "ing": "ing",
        }
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return {lemma: "base", lemma[:-1] + "ies": "s", lemma[:-1] + "ied": "ed", lemma + "ing": "ing"}
    stem = lemma + lemma[-1] if lemma in _DOUBLED else lemma
    return {lemma: "base", _third(lemma): "s", stem + "ed": "ed", stem + "ing": "ing"}


def _third(lemma: str) -> str:
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "o")) else "s")


PHRASAL: dict[tuple[str, ...], Verb] = _phrasal()
VERBS: dict[str, Verb] = _parse()
FORMS: dict[str, VerbForm] = {
    form: VerbForm(verb, shape) for verb in VERBS.values() for form, shape in _inflect(verb.lemma).items()
}
