"""Reporting words, and the patterns of who reports."""

from __future__ import annotations

import re

SPEECH = """acknowledged added admitted adds agreed alleged alleges announced announces answered argued argues asked asks
    assured asserted boasted called cautioned charged claimed claims commented complained conceded concluded confirmed
    confirms contended countered cried criticised criticized declared declares demanded denied denies described disclosed
    emphasised emphasized estimated estimates exclaimed explained explains expressed forecast hinted indicated informed
    insisted insists joked jokes lamented maintained maintains mentioned mused noted notes objected observed pledged
    pointed predicted predicts promised proposed protested quipped read recalled recalls reiterated remarked replied
    reported reports responded revealed ruled said saying says stated states stressed stresses suggested suggests swore
    told tells testified thought thinks threatened tweeted urged urges vowed vows warned warns wrote writes""".split()
THOUGHT = "believed believes feared fears hoped hopes knew knows expected expects thought thinks felt feels".split()

_VERB = "|".join(sorted(set(SPEECH) | set(THOUGHT), key=len, reverse=True))
_HELPER = (
    r"(?:(?:has|have|had|was|were|is|are|did|does|do|would|could|also|later|then|previously|repeatedly|further|again|"
    r"not|never|n[’']t|flatly|reportedly|publicly|simply|only|once|went on to|continued to|declined to|refused to)\s+){0,4}"
)
CUE = rf"(?:{_HELPER}(?:did not say|does not say|declined to say|{_VERB}))"

_PARTICLE = r"(?:al|bin|da|de|del|della|den|der|di|dos|du|el|ibn|la|le|ten|ter|van|vom|von|y|zu)"
_PROPER = r"[A-ZÀ-ÞŁŚŠŽČĆĐ][\w’'\-]*"
_PIECE = rf"(?:[A-Z]\.(?:[A-Z]\.)*|(?:Dr|Mr|Mrs|Ms|Sen|Rep|Gov|Gen|Lt|Sgt|Jr|Sr|St)\.|{_PROPER})"
NAME = rf"(?:{_PIECE}(?: (?:{_PARTICLE} )*{_PIECE}){{0,4}})"
_TITLED = rf"(?:(?:[a-zà-þ][\w’'\-]* ){{0,5}})"
_NOUNS = r"(?:(?:the|a|an|its|his|her|their|one|two|three|some|many|several|both|other|another|most)\s+[^,.;:“”\"\n]{2,90}?)"
PRONOUN = r"(?:[Hh]e|[Ss]he|[Tt]hey|[Ww]ho|[Ii]t)"
SOURCE = rf"(?:{PRONOUN}\b|(?i:{_NOUNS})|(?:[Tt]he\s+)?{_TITLED}{NAME})"
ASIDE = r"(?:, [^“”\"\n]{2,140}?,)"

NEGATION = re.compile(r"\b(?:not|never|n[’']t|declined|refused|denied|denies)\b")
CONDITION = re.compile(r"\b(?:if|would|could|might|may|whether)\b")
