"""How English introduces who speaks: what a Line of speech may take from the article, and what it must leave there.

Requirement: a name, a role and a cue read in a Line as they did in the article. Theory: titles, possessives and the verbs
of speech are few. Known failures: a role of many clauses is left out.
"""

from __future__ import annotations

import re

_SPEECH_CUES = re.compile(
    r"\b(?:said|says|told|tells|added|adds|asked|asks|replied|answered|wrote|writes|argued|argues|warned|warns|insisted|insists|"
    r"explained|explains|continued|declared|stated|states|noted|notes|stressed|remarked|tweeted|concluded|recalled|testified|"
    r"announced|promised|conceded|acknowledged|responded|cautioned|maintained|observed|suggested)$"
)
_ADDRESSEE = re.compile(
    r"\s+(?:the\s+)?(?:[A-Z][\w’'\-]*(?:\s+[A-Z][\w’'\-]*){0,3}|reporters|journalists|lawmakers|parliament|viewers|listeners|police|"
    r"officials|a\s+\w+\s+\w+|a\s+news\s+conference)(?=\s*[,.:;“\"]|\s+(?:on|in|at|that|after|during)\b|$)"
)
_POSSESSIVE = re.compile(r"^(?:its|his|her|their|our|your|my)\s+", re.IGNORECASE)
_PICTURE = re.compile(r"\b(?:Photo|Photos|Images?|File|Video)$")
_PRONOUNS = frozenset({"he", "she", "they", "who", "it"})
_BAD_ROLE = re.compile(
    r"^(?:held|led|won|lost|beat|ran|met|saw|\w+ed|morning|afternoon|evening|night|today|only|just|even|first|last|later|[A-Z][a-z]+day|by|with|from|of|in|at|for|on|as|to|and)\b|\b(?:who said|which|where|when|but|and (?:said|added)|after|before|he|she|they|said|told|adding|wrote|writes|says|added|tweeted|asked|testified)\b|\d{3,}"
)
_TITLES = re.compile(
    r"^(?:(?:Dr|Mr|Mrs|Ms|Sen|Rep|Gov|Gen|Lt|Sgt|Prof|Rev|St)\.?|President|Vice|Prime|Foreign|Finance|Interior|Minister|Chancellor|Secretary|"
    r"Senator|Governor|Mayor|Justice|Judge|Chief|Professor|Chairman|Chairwoman|Director|Leader|Majority|Minority|Speaker|King|Queen|Prince|"
    r"Princess|Pope|Sir|Dame|Lord|Lady|General|Colonel|Captain|Detective|Sheriff|Attorney|Ambassador|Senate|House|US|U\.S\.)\s+"
)
_GOES_ON = re.compile(r"\b(?:add(?:s|ed)|continu(?:es|ed)|conclud(?:es|ed)|repl(?:ies|ied)|respond(?:s|ed))\b")
_NAME_GOES_ON = re.compile(r"[A-ZÀ-Þ][\w’'\-]*[,]?\s+(?:(?:of|and|for|the|on|&)\s+)*$")
# What may stand between who speaks and the cue, and may be left out with no change of meaning.
_BETWEEN = frozenset((" ", ", ", ", however, ", ", meanwhile, ", ", too, ", " also ", " later ", " then "))
_ARTICLE = re.compile(r"(?:[Tt]he|[Aa]n?)\s")
_GROUP_OWNS = frozenset(("its", "their"))


def is_cue(words: str) -> bool:
    """Whether a cue can stand before a colon: it ends with a verb of speech."""
    return bool(_SPEECH_CUES.search(words))


def needs_addressee(words: str) -> bool:
    """Whether a cue says nothing without whom it was said to: "told"."""
    return words.endswith(("told", "tells"))


def addressee_end(text: str, at: int) -> int:
    """Where the words end that name, from `at` on, to whom something was said; -1 where none do."""
    match = _ADDRESSEE.match(text, at)
    return match.end() if match else -1


def goes_on(cue: str) -> bool:
    """Whether a cue goes on from words before: "added"."""
    return bool(_GOES_ON.search(cue))


def untitled(name: str) -> str:
    """A name without the titles before it."""
    while match := _TITLES.match(name):
        name = name[match.end() :]
    return name


def names_a_picture(name: str) -> bool:
    """Whether a name is the credit of a picture."""
    return bool(_PICTURE.search(name))


def is_pronoun(words: str) -> bool:
    """Whether a source is a pronoun."""
    return words.lower() in _PRONOUNS


def is_no_role(words: str) -> bool:
    """Whether words beside a name are part of the sentence and do not say what its bearer is."""
    return bool(_BAD_ROLE.search(words))


def possessive(words: str) -> tuple[int, bool]:
    """How many characters a possessive takes at the start of a role, and whether a person's: "her lawyer" says nothing
    without her."""
    match = _POSSESSIVE.match(words)
    return (match.end(), match.group().strip().lower() not in _GROUP_OWNS) if match else (0, False)


def article(words: str) -> int:
    """How many characters an article takes at the start of a role."""
    match = _ARTICLE.match(words)
    return match.end() if match else 0


def has_article(before: str) -> bool:
    """Whether a name has "the" right before it, where `before` ends."""
    return before[-4:].lower() == "the "


def name_goes_on(before: str) -> bool:
    """Whether words that begin with a capital behind `before` are the rest of a longer name."""
    return bool(_NAME_GOES_ON.search(before))


def may_stand_between(words: str) -> bool:
    """Whether words between who speaks and the cue may be left out."""
    return words in _BETWEEN
