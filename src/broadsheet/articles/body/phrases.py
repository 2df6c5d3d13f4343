"""How boilerplate speaks, in all languages: lines that invite, point elsewhere, credit or disclaim.

Requirement: a line of these is no part of the article wherever it stands. Theory: outlets address
the reader in set phrases at the start of a line; sentences of reports hardly ever do. Where a verb is
also how a report begins ("recibe", "انضم"), the line must name a channel as well. Known failures: a
report about newsletters that quotes one.

The phrases stand in the folders of the languages (`languages.tables.BoilerplateWords`); each pattern here is built once from all
of them, since a page is read before its language is known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from broadsheet.languages.loading import any_of, once
from broadsheet.languages.tables import BoilerplateWords, Offers

_I = re.IGNORECASE
_CHANNEL = "{channel}"
Getter = Callable[[], re.Pattern[str]]


def words_of(line: str) -> frozenset[str]:
    """A table of words that is written as one text, folded."""
    return frozenset(line.casefold().split())


def _anywhere(key: Callable[[BoilerplateWords], Sequence[str]]) -> Getter:
    """A pattern of all entries of a key, wherever in a line they stand."""
    return once(lambda: re.compile(_any(key), _I))


def _opening(key: Callable[[BoilerplateWords], Sequence[str]], *, whole: bool = False) -> Getter:
    """Lines that open with an entry of a key; `whole` for lines that are no more than that."""
    return once(lambda: re.compile(r"^[\W_]*" + _any(key) + (r"[\W_]*$" if whole else ""), _I))


def _any(key: Callable[[BoilerplateWords], Sequence[str]]) -> str:
    return any_of(BoilerplateWords, key).replace(_CHANNEL, any_of(BoilerplateWords, lambda of: of.channels))


pointer = _opening(lambda of: of.pointers)
appeal = _opening(lambda of: of.appeals)
mailing = _anywhere(lambda of: of.mailings)
label = _opening(lambda of: of.labels, whole=True)
credit = _opening(lambda of: of.credits)
stamp = _opening(lambda of: of.stamps)
end = _opening(lambda of: of.ends, whole=True)
bio = _anywhere(lambda of: of.bios)
note = _opening(lambda of: of.notes)


@once
def wall() -> re.Pattern[str]:
    """What a page says where it keeps the rest of an article for those who pay or register."""
    return re.compile(any_of(Offers, lambda of: of.walls), re.IGNORECASE | re.DOTALL)
