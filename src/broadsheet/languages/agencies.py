"""News agencies, under one name each: in credits, and in the datelines that name where a report comes from.

Requirement: an agency is one, however an outlet writes it. Theory: each folder of a language has the agencies at home
there and the names of others in its script; together they are the table. Known failures: "AP" as another's initials.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from broadsheet.languages.loading import any_of, codes, once, table
from broadsheet.languages.tables import Agencies
from broadsheet.text.textblocks import clean

_SHORT = 4  # letters of names that count in this very case only
# A dateline in whose brackets an agency stands.
_CREDITED = re.compile(
    r"(?:[^\W\d_a-zà-ÿа-я][^\Wa-zà-ÿа-я]+[^()\n]{0,60}|[^()\n]{2,40},[^()\n]{0,30})\(([^\W\d_][\w /.-]{1,24})\)\s*[-–—:]"
)


@dataclass(frozen=True, slots=True)
class _Known:
    """The agencies of all languages, as they are matched; built once."""

    name_of: dict[str, str]  # by the form as it is written
    folded: dict[str, str]  # by the form in small letters: those that are too long to be other words
    form: re.Pattern[str]
    eastern: re.Pattern[str]  # "(서울=연합뉴스)", "新华社海安3月2日电", "（中央社台北3日電）", "【ロンドン共同】"


@once
def _known() -> _Known:
    named = [(form, name) for code in codes() for name, forms in table(code, Agencies).names.items() for form in forms]
    name_of = dict(sorted(named, key=lambda each: (each[1].casefold(), each[0])))
    forms = "|".join(re.escape(form) for form in sorted(name_of, key=len, reverse=True))
    bracketed, filed = any_of(Agencies, lambda of: of.in_brackets), any_of(Agencies, lambda of: of.filed)
    return _Known(
        name_of,
        {form.casefold(): name for form, name in name_of.items() if len(form) > _SHORT},
        re.compile(rf"(?<![\w&])(?:{forms})(?![\w&])"),
        re.compile(
            rf"(?:[（(\[【][^\s（()）\]】=＝]{{0,12}}?[=＝]?({bracketed})(?=[)\]）】])|[（(]?({filed})[^（()），。]{{0,14}}\d日?[电電])"
        ),
    )


def agencies_in(line: str) -> tuple[str, ...]:
    """The news agencies that a credit names, under one name each, in order, without repeats."""
    known = _known()
    found: dict[str, None] = {}
    line = clean(line)
    for match in known.form.finditer(line):
        form = match.group()
        if form == "Keystone" and "SDA" not in line:
            continue
        found.setdefault(known.name_of[form])
    folded = line.casefold()
    for form, name in known.folded.items():
        if name not in found and form in folded and re.search(rf"(?<!\w){re.escape(form)}(?!\w)", folded):
            found.setdefault(name)
    return tuple(found)


def is_agency(words: str, *, in_any_case: bool = False) -> bool:
    """Whether the words are the name of an agency and nothing else; short names in this very case only."""
    known = _known()
    return words in known.name_of or (in_any_case and words.casefold() in known.folded)


def without_agencies(line: str) -> str:
    """The line with the names of agencies left out."""
    return _known().form.sub("", line)


def dateline(paragraph: str) -> tuple[str, ...]:
    """The agency that a dateline names, as in "ALDERPORT, March 3 (Reuters) - …"."""
    if (eastern := _known().eastern.match(paragraph)) is not None:
        return (_known().name_of[eastern.group(1) or eastern.group(2)],)
    match = _CREDITED.match(paragraph)
    return agencies_in(match.group(1)) or (clean(match.group(1)),) if match else ()
