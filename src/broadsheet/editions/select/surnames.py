"""Who is named by the last name only, so that a reader would ask who that is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

# No part of a name has a hundred letters; without a bound a word of n letters is read in n² ways.
_FULL_NAME = re.compile(
    r"(?<![\w’'\-])([A-ZÀ-Þ][\w’'\-]{0,50}[a-zà-ÿ][\w\-]{0,50}) (?:[A-Z]\. )?([A-ZÀ-Þ][\w’'\-]{0,50}[a-zà-ÿ][\w\-]{0,50})(?![\w\-])"
)
_NAME = re.compile(r"(?<![\w’'\-])[A-ZÀ-Þ][\w’'\-]*[a-zà-ÿ][\w’'\-]*")
_CAPITAL = re.compile(r" [A-ZÀ-Þ]")
_WORD = re.compile(r"\w+")
_JOINED = re.compile(r"\w+(?:[’'\-]+\w+)*")
_PARTS = 5  # of a last name such as "Smith-O’Neill"
_BESIDE = 120  # characters in front of a name in which the word beside it is looked for
# Words that stand before or after a name with a capital letter and are no part of one.
_BEFORE = frozenset(
    """a about according acting after all also although american among an and another any as assistant associate at attorney
    because before both british but by captain chair chairman chairwoman chancellor chief coach col colonel commissioner
    congressman congresswoman deputy despite detective director district doctor dr driver during each editor even every
    executive federal few first for former founder from gen general gov governor had has he her here his house how if in
    inspector interior is it its judge justice king lady last lawyer leader like lord lt madam many master mayor meanwhile
    minister miss more most mr mrs ms my new no not now of officer old on one only or other our people pope premier president
    press prime prince princess prof professor queen rep representative republican retired rev reverend sec secretary sen
    senator senior sgt sheriff sir since sister so some south north east west special speaker st state still such than that
    the their then there these they this those through thus to today two under until us vice was we well what when where
    which while who why will with without would yesterday yet you
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december democrat democratic conservative liberal labour foreign finance defense defence health
    cape county fort gulf isle lake mount mt port river saint san santa sea upper lower great greater""".split()
)
_AFTER = frozenset(
    """academy act administration affairs agency airlines airport alliance america american americans army assembly assistance
    association attorney authority avenue bank bay beach bill board book bridge bureau business california capitol care castle
    center central centre chamber church city club coast college commission committee community company congress constitution
    convention corporation council county court day defense defence democrat democratic democrats department development
    district division drive education election enterprise europe european federal federation fire fleet force forces forest
    foundation front fund game games general government governor group guard health heights high hill history home hospital
    hotel house hospital institute intelligence international island islands journal journalists judge justice lake law league
    live magazine mail march market matter media meeting minister ministry morning mountain museum nation national navy network
    news newspaper night north novel office officer officers online open organization palace park parliament partners party
    people plan plaza police post power president press prime prison program project province public radio region relations
    report republic republican republicans research reserve river road roberts room royal school science sea secretary senate
    senator services service show social society south space square staff stadium state states station stock store street
    summit supreme system team television theatre times tour tower town trade treasury treaty tribune trust union united
    university valley village virus war watch water way week west white world year york
    monday tuesday wednesday thursday friday saturday sunday january february april may june july august september october
    november december""".split()
)  # fmt: skip


def bare(words: str, text: str) -> frozenset[str]:
    """Full names of the text of which a sentence of it has only the last word."""
    known = _full_names(text)
    found = set()
    for match in _NAME.finditer(words):
        name = match.group().removesuffix("’s").removesuffix("'s")
        full = known.get(name)
        if full is None or full in words:
            continue
        before = words[max(0, match.start() - _BESIDE) : match.start()].rstrip()
        if not re.search(r"[A-ZÀ-Þ][\w’'\-]*\.?$", before) and not _CAPITAL.match(words, match.end()):
            found.add(full)
    return frozenset(found)


@lru_cache(maxsize=32)
def _full_names(text: str) -> dict[str, str]:
    """By last name the first full name of a text, where the text calls its bearer by the last name as well."""
    found: dict[str, str] = {}
    for match in _FULL_NAME.finditer(text):
        first, last = match.groups()
        plain = first.lower()
        if plain in _BEFORE or last.lower() in _AFTER or last.lower() in _BEFORE or first.endswith(("’s", "'s")):
            continue
        found.setdefault(last, match.group())
    return _called_by_last_name(text, found)


def _called_by_last_name(text: str, names: dict[str, str]) -> dict[str, str]:
    """Those of the names, by last name, of which the text somewhere has the last name without the first."""
    called: set[str] = set()
    for start, last in _last_names(text):
        full = names.get(last)
        if full is not None and not text.startswith(full, max(0, start + len(last) - len(full))):
            called.add(last)
    return {last: full for last, full in names.items() if last in called}


def _last_names(text: str) -> Iterator[tuple[int, str]]:
    """All that could be a last name, with its place: each word, and words that are joined, as a whole and in part."""
    for joined in _JOINED.finditer(text):
        parts = [match.span() for match in _WORD.finditer(text, *joined.span())]
        for number, (start, _) in enumerate(parts):
            for _, end in parts[number : number + _PARTS]:
                yield start, text[start:end]
