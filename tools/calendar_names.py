"""Writes `broadsheet/text/calendar_names.py`: the names of months and days of the week by CLDR, through `babel`.

    python -m tools.calendar_names

A table, since babel takes half a second for all languages and mixes their names up once it has loaded many.
"""

from __future__ import annotations

from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "src" / "broadsheet" / "text" / "calendar_names.py"
LANGUAGES = """
    af am ar az be bg bn bs ca cs cy da de el en es et eu fa fi fr ga gl gu he hi hr hu hy id is it ja ka kk km kn ko
    lb lt lv mk ml mr ms mt my nb ne nl pa pl pt ro ru si sk sl sq sr sr_Latn sv sw ta te th tl tr uk ur uz vi zh
""".split()
WIDTHS = ("wide", "abbreviated", "short")
HEAD = '''"""The names of months and of days of the week by CLDR; made by `tools/calendar_names.py`, not by hand.

Of each language twelve months from January and seven days from Monday, parted by semicolons; the forms of one by
commas: wide, abbreviated and short, as in a date and alone.
"""

from __future__ import annotations

# fmt: off
'''


def main() -> None:
    months, days = {}, {}
    for name in LANGUAGES:
        months[name], days[name] = forms(name)
    lines = [HEAD]
    for title, table in (("MONTHS", months), ("DAYS", days)):
        lines.append(f"{title} = {{")
        lines += [f'    "{name}": "{forms}",' for name, forms in table.items()]
        lines.append("}\n")
    TARGET.write_text("\n".join(lines).rstrip() + "\n# fmt: on\n", encoding="utf-8")


def forms(name: str) -> tuple[str, str]:
    """The months and the days of a language as the table has them."""
    from babel import Locale, localedata

    # What one locale lacks is looked up in data that others have changed.
    localedata._cache.clear()
    locale = Locale.parse(name)
    return _joined(locale.months, range(1, 13)), _joined(locale.days, range(7))


def _joined(table: object, numbers: range) -> str:
    found: dict[int, dict[str, None]] = {number: {} for number in numbers}
    for context in ("format", "stand-alone"):
        for width in WIDTHS:
            for number, form in table[context].get(width, {}).items():  # type: ignore[index]
                found[int(number)].setdefault(form)
    return ";".join(",".join(each) for each in found.values())


if __name__ == "__main__":
    main()
