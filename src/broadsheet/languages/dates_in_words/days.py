"""Days that a text names as seen from its own day, in languages that have no rules for them."""

from __future__ import annotations

import re

from broadsheet.languages.loading import codes, current, once, table
from broadsheet.languages.modules import Relative
from broadsheet.languages.tables import Calendar


def undatable(sentence: str) -> tuple[Relative, ...]:
    """The words for days that mean nothing on another day, in any language without rules of its own; none can be dated."""
    return tuple(Relative(*match.span(), match.group(), "") for match in _words().finditer(sentence))


@once
def _words() -> re.Pattern[str]:
    words = dict.fromkeys(
        word
        for code in codes()
        if table(code, Calendar).relative_days and not current().has_module(code, "relative")
        for word in (
            *table(code, Calendar).relative_days,
            *(re.escape(forms[0]) for forms in table(code, Calendar).weekdays),
        )
    )
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)
