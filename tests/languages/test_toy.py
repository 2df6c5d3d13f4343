"""A language is added by a folder, without code: what docs/languages.md says is tried here."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from broadsheet import languages
from broadsheet.errors import InputError
from broadsheet.languages import credits, dates
from broadsheet.statements import find
from tests.articles.papers import page, read

MONTHS = "solmar brenmar tulmar ostmar velmar junmar hexmar agemar nonmar dekmar urmar finmar".split()
DAYS = "unadi dosdi tresdi kvardi pentadi sesdi septadi".split()
PROSE = (
    "Zhurk moravel tinnot quesh brikkan voldu, zhurk harvenbord tinnot delmashi vorrek kasht ondulim.",
    "«Zhurk moravel brikkan delmashi tinnot vorrek kasht», quesh Mirka Dolven, voldu harvenbord ondulim.",
    "Voldu brikkan tinnot zhurk ferrik harvenbord, quesh delmashi ondulim kasht vorrek moravel tinnot.",
    "Delmashi vorrek zhurk tinnot kasht moravel, harvenbord ondulim voldu quesh brikkan zhurk ferrik.",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a made-up language, as docs/languages.md has it made."""
    home = tmp_path / "qx"
    home.mkdir()
    (home / "about.toml").write_text('name = "Quexian"\n', encoding="utf-8")
    months, days = (",\n".join(f'  ["{name}", "{name[:3]}"]' for name in names) for names in (MONTHS, DAYS))
    (home / "calendar.toml").write_text(f"months = [\n{months}\n]\nweekdays = [\n{days}\n]\n", encoding="utf-8")
    (home / "bylines.toml").write_text('leads = ["brel"]\nsigned = ["Brel"]\njobs = ["skribul"]\n', encoding="utf-8")
    return tmp_path


def test_the_folder_says_what_the_language_can(folder: Path) -> None:
    assert not languages.of("qx").can.dates
    with languages.using(folder):
        found = languages.of("qx-QX")
        assert (found.code, found.name) == ("qx", "Quexian")
        assert found.can.dates and found.can.bylines and found.can.quotations
        assert not (found.can.sentences or found.can.attribution or found.can.digest)
        assert languages.of("en").can.digest
    assert languages.named("qx") == "qx"


def test_its_dates_and_bylines_are_read(folder: Path) -> None:
    def day(words: str) -> datetime | None:
        found = dates.parse(words, origin="page", language="qx")
        return found.at if found else None

    def names() -> tuple[str, ...]:
        return credits.people("Brel Mirka Dolven, skribul", language="qx")

    with languages.using(folder):
        assert day("kvardi 4 tulmar 2031") == datetime(2031, 3, 4, tzinfo=UTC)
        assert names() == ("Mirka Dolven",)
    assert day("kvardi 4 tulmar 2031") is None
    assert names() != ("Mirka Dolven",)


def test_a_page_of_it_has_its_date_its_author_and_its_quotation(folder: Path) -> None:
    stamp = '<div class="line"><span>Brel Mirka Dolven</span></div><div><span>kvardi 4 tulmar 2031</span></div>'
    markup = page(
        title="Zhurk moravel tinnot | Morven Courier",
        heading="<h1>Zhurk moravel tinnot</h1>",
        above=stamp,
        prose=PROSE,
        language="qx",
    )
    with languages.using(folder):
        version = read(markup)
        assert version.published is not None and version.published.iso() == "2031-03-04"
        assert version.authors == ("Mirka Dolven",)
        assert version.language == "qx"
        (statement,) = find(version)
        start, end = statement.content[0].start, statement.content[0].end
        assert version.text.content[start:end].strip("«»") == "Zhurk moravel brikkan delmashi tinnot vorrek kasht"
        assert statement.speaker == ""


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("calendar.toml", 'mnths = ["a"]\n', "mnths"),
        ("calendar.toml", "months = 3\n", "months"),
        ("bylines.toml", "leads = [", "bylines.toml"),
    ],
)
def test_what_is_wrong_in_a_folder_is_named(folder: Path, name: str, content: str, told: str) -> None:
    (folder / "qx" / name).write_text(content, encoding="utf-8")
    with languages.using(folder), pytest.raises(InputError, match=told) as caught:
        languages.of("qx")
    assert f"qx/{name}" in str(caught.value) and "docs/languages.md" in str(caught.value)
