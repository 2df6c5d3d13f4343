"""Whether a sentence may stand alone in print: what points back, what hangs on its neighbours, what is no sentence of news.

Requirement: a printed sentence misleads nobody without its neighbours. Theory: English shows by few words that a sentence
goes on from another: its opening, its pronouns, what it leaves out. Known failures: a definite noun that was
introduced before.
"""

from __future__ import annotations

import re

from broadsheet.languages.loading import table
from broadsheet.languages.tables import SentenceWords

_FURNITURE = re.compile(
    r"\b(?:click here|sign up|subscribe|newsletter|read more|follow us|photo:|photograph:|image:|file photo|getty images|"
    r"reporting by|editing by|contributed to this report|all rights reserved|advertisement|this article (?:was|has been)|"
    r"(?:story|article|post) (?:was|has been) (?:updated|corrected|amended)|watch (?:the )?video|listen to|our correspondent|told us|we reached|"
    r"this station|this newspaper|this website|reached out to)\b",
    re.IGNORECASE,
)
# "There" as a place points back; as the empty subject of "there is" it does not.
_THERE = re.compile(
    r"\bthere\b(?!\s+(?:is|are|was|were|will|has|have|had|would|could|can|may|might|must|should|be)\b|[’'])",
    re.IGNORECASE,
)
# What answers, adds to or is held against the sentence before: "…, meanwhile, …". How such a sentence begins, sentences.toml
# says.
_CONNECTIVE = re.compile(
    r",\s(?:meanwhile|however|though|in turn|by contrast|by comparison|too|as well),|\bin (?:both|either) cases?\b"
)
# A clause whose main sentence went before: "While they often talk of heritage."
_SUBORDINATE = re.compile(
    r"^(?:Due to|Amid|Because of|Following|Despite|Thanks to|According to|In addition to|Along with|Instead of|Prior to|"
    r"While|Although|Though|Because|Unless|Whether|If|When|Where|Wherever|Even (?:if|though|as))\b[^,;:—–]*$"
)
# What was left out for being said before: "… believed that it did not."
_ELLIPSIS = re.compile(
    r"\b(?:did|does|do|is|are|was|were|has|had|have|would|will|could|should|can|may|might)(?: not|n[’']t)?(?: so| too| either)?[.!]$"
)
_THE_SAME = re.compile(
    r"\b(?:the same|such an?)\s+(?!time|day|week|month|year|place|way|street|night|evening|hour|age|thing|name)(?=\w)",
    re.IGNORECASE,
)
_AS = re.compile(r"\bas\b", re.IGNORECASE)
# The words under a picture: a weekday with its date and year, or a date with its year at the end, is seldom written
# anywhere else.
_CAPTION = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}),? \d{4}\b|"
    r"\b(?:on )?(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2},? \d{4}(?:,? in [A-Z][\w., ]{1,80})?\.?$|"
    r"^(?:[A-Z]{3,} ){2,}[A-Z]|(?<![\w.])[B-HJ-Z] [a-z]{2,}\b|"
    r"\bin this (?:\w+ ){0,3}(?:photo|picture|image|frame)|\bis (?:seen|pictured|shown)\b|\((?:left|right|centre|center|pictured)\)|,\s(?:left|right|centre|center),"
)
# Two names grown together where a page sets one over the other, and what its widgets end with: "Donald John TrumpTrump",
# "… reopens MORE (D-N.Y.)".
_GLUED = re.compile(r"\b([A-ZÀ-Þ][a-zà-ÿ]{2,})\1\b|[a-z’'”] ?MORE\b")
_FIRST_PERSON = re.compile(r"\b(?:I|we|us|our|my|me|you|your)\b", re.IGNORECASE)
_POINTS_BACK = re.compile(r"\b(?:he|she|they|his|her|their|him|them|it|its)\b", re.IGNORECASE)
_SUBJECT = re.compile(r"[A-ZÀ-Þ][\w’'\-]+|\b(?:the|a|an|one|two|some|many|most|more|[a-z]+s)\b", re.UNICODE)


_AHEAD = re.compile(
    r"\b(?:will (?:meet|begin|hold|vote|report|decide|open|return|speak|take|make|be|go|give|start|publish|appear|continue|resume|travel|visit)|"
    r"is (?:due|expected|scheduled|to)|are (?:due|expected|scheduled|to)|(?:meets?|begins?|starts?|opens?|votes?|returns?|travels?|visits?|takes? (?:place|effect)|ends?|closes?|expires?) [^.;]{0,60}next (?:week|month|year)|(?<!\bits )(?<!\bhis )(?:[A-Z][\w’']+|he|she|it|they|who|which|that|[a-z]{3,}s) plans? to|has been set for)\b"
)
_ASKED_AHEAD = re.compile(r"\b(?:how|what|who|which|where|why|when)\b[^,.;]{0,50}\bwill\b")
_CONDITIONAL = re.compile(r"\b(?:if|could|would|might|may|should|unless|whether)\b")
_REPORTED = re.compile(r"\b(?:was|were) (?:not )?to\b|\b(?:would|had|could|might)\b")
# Openings that point back, and among them those that say by themselves whom they mean: "The former officer who …".
_OPENINGS = table("en", SentenceWords)
_DANGLING = re.compile(rf"(?:{'|'.join(_OPENINGS.openings)})\b")
_NAMED = re.compile("|".join(_OPENINGS.openings_named))
_OBJECT = re.compile(r"\b(?:of|for|with|about|to|from|by|against|over) (?:it|them|him|her)\b")


# "The Defence Department identified them": the subject is not whom it means.
_TO_WHOM = re.compile(
    r"^(?:[\w’'.\-]+ ){1,6}?(?:identified|called|described|named|told|asked|urged|accused|warned|thanked|praised|criticized|criticised|"
    r"charged|arrested|invited|ordered) (?:them|him|her)\b"
)


def opens_alone(words: str) -> bool:
    """Whether the opening of a sentence points to none before it."""
    return not _DANGLING.match(words) or bool(_NAMED.match(words))


def hangs(plain: str) -> bool:
    """Whether a sentence is a part of the one before it, or leaves out what that one said. It stands without its quotations."""
    patterns = (_CONNECTIVE, _SUBORDINATE, _ELLIPSIS)
    return any(pattern.search(plain) for pattern in patterns) or _means_the_same(plain)


def points_away(words: str) -> bool:
    """Whether "there" means a place that another sentence names."""
    return bool(_THERE.search(words))


def is_boilerplate(words: str) -> bool:
    """Whether it speaks of the page, or stands under a picture."""
    return bool(_FURNITURE.search(words) or _CAPTION.search(words))


def _means_the_same(plain: str) -> bool:
    """Whether something is "the same" or "such a" one, and no "as" in its sentence says as what."""
    for sentence in plain.split("."):
        *_, last = (-1, *(match.end() for match in _THE_SAME.finditer(sentence)))
        if last >= 0 and not _AS.search(sentence, last):
            return True
    return False


def is_glued(words: str) -> bool:
    """Whether a name stands there twice without a space between: what a page's widgets leave behind."""
    return bool(_GLUED.search(words))


def in_first_person(plain: str) -> bool:
    """Whether the outlet speaks of itself: its "we" would read as ours."""
    return bool(_FIRST_PERSON.search(plain))


def may_be_reported(plain: str) -> bool:
    """Whether a sentence has the tense in which speech is reported."""
    return bool(_REPORTED.search(plain))


def tells_ahead(plain: str) -> bool:
    """Whether it says what is going to happen."""
    return bool(_AHEAD.search(plain))


def asks_ahead(plain: str) -> bool:
    """Whether it leaves open what is going to happen: "what … will"."""
    return bool(_ASKED_AHEAD.search(plain))


def is_conditional(plain: str) -> bool:
    """Whether it says what happens only if something else does."""
    return bool(_CONDITIONAL.search(plain))


def dangling_pronoun(plain: str) -> bool:
    """Whether a pronoun stands before anything in the sentence that it could mean."""
    if _TO_WHOM.search(plain):
        return True
    pointed = _OBJECT.search(plain)
    if (
        pointed
        and not re.search(r"\b[A-ZÀ-Þ][\w’'\-]+", plain[1 : pointed.start()])
        and not _common_subject(plain[: pointed.start()])
    ):
        return True
    pronoun = _POINTS_BACK.search(plain)
    if not pronoun:
        return False
    before = plain[: pronoun.start()]
    personal = pronoun.group().lower() not in ("it", "its")
    # "It is …" and "it was …" often mean nothing in particular; a person must have a name.
    if not personal:
        return not _SUBJECT.search(before[1:] if before else "") and pronoun.start() == 0
    return (
        not re.search(r"[A-ZÀ-Þ][\w’'\-]+", before[1:])
        and not re.search(r"^[A-ZÀ-Þ][\w’'\-]+\s+[A-ZÀ-Þ]", before)
        and not _common_subject(before)
    )


def _common_subject(before: str) -> bool:
    """Whether a class of people stands before the pronoun: "Two women … their"."""
    return bool(
        re.search(
            r"\b(?:[a-z]+(?:men|people|ers|ors|ists|ents|ants)|women|people|families|residents|[a-z]{4,}s)\b", before
        )
    )
