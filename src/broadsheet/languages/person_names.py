"""A piece of a byline taken for a person's name, or for none: without its job, its place, its title.

Requirement: a job, a desk, an outlet is no person. Theory: names are short, each word has a capital or is a known
particle; in scripts without capitals their length and the words of jobs tell. Known failures: an outlet called like a
person.
"""

from __future__ import annotations

import re
import unicodedata

from broadsheet.languages.agencies import is_agency
from broadsheet.languages.byline_words import name_words

# What stands before a dash; and a dash before an agency, which may stand close.
DASH = re.compile(r"\s+[–—―-]+\s+|[–—](?=[A-ZÅÄÖ]{2,6}\b)")
SPACELESS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
CASED = re.compile(r"[A-Za-zÀ-ɏͰ-ϿЀ-ӿԱ-֏Ḁ-ỿ]")
JUNK = re.compile(
    r"^[a-z]+\.[a-z]+$|https?:|www\.|@|\d|[<>{}=#%*_]|\.(?:com|de|net|org|co|at|ch|fr|it|es|uk|ru|jp|tr|is|be|nl)\b",
    re.I,
)
_CAPITAL_WITHIN = re.compile("^[dlo]['’][A-ZÀ-Þ]|^(?:al|el|ul)-[A-ZÀ-Þ]|^[th][A-ZÀ-Þ]")
_KANJI = re.compile("[\u3400-\u9fff]{3,5}")


def person(part: str, *, outlet: str, sure: bool) -> str:
    """The name of the person that a piece of a byline names; "" where it names none."""
    first, *rest = DASH.split(part)
    # Arabic bylines set the city before the name as well.
    if rest and " " not in first and not CASED.search(first) and not SPACELESS.search(first):
        first = rest[0]
    part = name_words().place_tail.sub("", first)
    placed = name_words().placed.match(name_words().title_before.sub("", part))
    if name_words().no_name.search(part[:-2] if placed else part):
        part = " ".join(
            word for word in part.split() if _KANJI.fullmatch(word) and not name_words().no_name.search(word)
        )
        if not part:
            return ""
    while (shorter := name_words().honorific.sub("", name_words().title_before.sub("", part))) != part:
        part = shorter
    placed = name_words().placed.match(part)
    part = placed.group(1) or placed.group(2) if placed else name_words().title_behind.sub("", part)
    part = part.strip(" ,.:;|-–—*•·\"'“”„«»‘’()[]【】〔〕…")
    if not part or len(part) > 60 or JUNK.search(part):
        return ""
    if is_agency(name_words().origin_lead.sub("", part)) or is_agency(part, in_any_case=True):
        return ""
    if outlet and same_name(part, outlet):
        return ""
    words = _without_jobs(part.split(), sure=sure)
    while len(words) > 2 and is_agency(words[-1]):
        words = words[:-1]
    if not words:
        return ""
    part = " ".join(words)
    if CASED.search(part):
        return part if _is_cased_name(words, [bare(word) for word in words], sure) else ""
    return part if _is_uncased_name(part, words, sure) else ""


def _is_uncased_name(part: str, words: list[str], sure: bool) -> bool:
    """Whether words of a script without capitals can be a name: a single one only where no space parts names."""
    letters = sum(unicodedata.category(char)[0] in "LM" for char in part)
    if not letters or len(words) > 6:
        return False
    if len(words) > 1:
        return letters <= 50
    spaceless = bool(SPACELESS.match(part))
    return 2 <= letters <= 12 if spaceless else sure and letters <= 12


def _is_family_name(words: list[str], sure: bool) -> bool:
    """Whether the last of two words (or of three, an initial between) is a family name that is a job's word as well."""
    if not 2 <= len(words) <= 3 or (len(words) == 3 and len(words[1].strip(".")) > 1):
        return False
    first, last = bare(words[0]), bare(words[-1])
    if not (words[0][:1].isupper() and words[-1][:1].isupper()) or first in name_words().not_given:
        return False
    return (last in name_words().family and (sure or last == "guest" or first in name_words().given)) or (
        last in name_words().outlet_family and first in name_words().given
    )


def _without_jobs(words: list[str], *, sure: bool = False) -> list[str]:
    """A name without the job before or behind it; nothing where that leaves no name."""
    if words and words[0] in name_words().desks:
        return []
    jobs = [number for number, word in enumerate(words) if is_job(word)]
    if jobs == [len(words) - 1] and _is_family_name(words, sure):
        return words
    if not jobs:
        return words
    # "Harbour Cyber Media" is an outlet: nothing in it is a job.
    if all(bare(words[number]) in name_words().outlets for number in jobs) and jobs[-1] == len(words) - 1:
        return []
    before, after = words[: jobs[0]], words[jobs[-1] + 1 :]
    rest = before if len(before) >= 2 else after
    # An acronym beside a desk is an outlet, and small words are talk about the job.
    talk = any((word.isupper() and len(word) > 1) or word[0].islower() for word in rest if CASED.match(word))
    return rest if 2 <= len(rest) <= 4 and not talk else []


def is_job(word: str) -> bool:
    """Whether a word is that of a job, a desk or an outlet."""
    low = bare(word)
    return (
        low in name_words().jobs
        or bool(name_words().job_ending.search(low))
        or any(piece in name_words().jobs for piece in low.split("-"))
    )


def bare(word: str) -> str:
    """A word in small letters, without marks and possessive."""
    return word.casefold().strip(".,:’'").removesuffix("'s").removesuffix("’s")


def _is_cased_name(words: list[str], lowered: list[str], sure: bool) -> bool:
    if len(words) > 1 and words[-1].islower() and lowered[-1] in name_words().particles:
        return False
    if len(words) > 7 or (len(words) == 1 and not sure):
        return False
    if sure and len(words) == 1:
        return words[0][0].isalpha()
    capital = [word[0].isupper() or not CASED.match(word) or low in name_words().particles
               or low.split("'")[0] in name_words().particles or low.split("’")[0] in name_words().particles or "-" in word or bool(re.match("[th][A-ZÀ-Þ]", word))
               for word, low in zip(words, lowered, strict=True)]  # fmt: skip
    # "Do UOL" is where it comes from.
    if len(words) == 2 and lowered[0] in name_words().origins and words[1].isupper() and not words[0].isupper():
        return False
    real = sum(word[0].isupper() or bool(_CAPITAL_WITHIN.search(word)) for word in words)
    return (all(capital) and real >= 2 - (len(words) == 1)) or (sure and len(words) <= 4)


def same_name(part: str, outlet: str) -> bool:
    """Whether two names are the same but for marks, case and "the"."""

    def fold(name: str) -> str:
        return re.sub(r"[\W_]+", "", name.casefold().removeprefix("the "))

    return fold(part) == fold(outlet)
