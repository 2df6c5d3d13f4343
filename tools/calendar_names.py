"""Names of months and days of the week that CLDR (through `babel`) has and the folder of a language lacks.

    python -m tools.calendar_names [CODE ...]

For who adds a language: what is printed can be set into its calendar.toml as it stands.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Sequence

from broadsheet.languages import codes
from broadsheet.languages.loading import table
from broadsheet.languages.tables import Calendar

WIDTHS = ("wide", "abbreviated", "short")


def main(wanted: Sequence[str]) -> None:
    for code in wanted or codes():
        months, days = forms(code)
        known = table(code, Calendar)
        for key, have, found in (("months", known.months, months), ("weekdays", known.weekdays, days)):
            for number, names in enumerate(found):
                missing = [name for name in names if not have or name not in have[number]]
                if missing:
                    print(f"{code}: {key}[{number}] lacks {missing}")


def forms(name: str) -> tuple[list[list[str]], list[list[str]]]:
    """The months and the days of a language by CLDR; none where CLDR does not know it."""
    from babel import Locale, UnknownLocaleError, localedata

    # What one locale lacks is looked up in data that others have changed.
    localedata._cache.clear()
    try:
        locale = Locale.parse(name)
    except UnknownLocaleError:
        return [], []
    return _joined(locale.months, range(1, 13)), _joined(locale.days, range(7))


def _joined(table: object, numbers: range) -> list[list[str]]:
    found: dict[int, dict[str, None]] = {number: {} for number in numbers}
    for context in ("format", "stand-alone"):
        for width in WIDTHS:
            for number, form in table[context].get(width, {}).items():  # type: ignore[index]
                found[int(number)].setdefault(unicodedata.normalize("NFC", form))
    return [list(each) for each in found.values()]


if __name__ == "__main__":
    main(sys.argv[1:])
