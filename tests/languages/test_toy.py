"""A language is added by a folder, without code: what docs/languages.md says is tried here."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from broadsheet import editions, languages
from broadsheet.editions import DigestText, choose
from broadsheet.editions.check import evidence
from broadsheet.errors import InputError
from broadsheet.languages import credits
from broadsheet.languages.dates_in_words import dates
from broadsheet.statements import find
from tests.articles.papers import page, read
from tests.editions.material import MAIL, POST, compose, story, version

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
    (home / "quotations.toml").write_text('pairs = ["«»"]\n', encoding="utf-8")
    return tmp_path


# The grammar of the language: a sentence ends with "ka", a day that passes is told by one word.
SENTENCES = """
import re
from .endings import END

def split(text):
    return tuple(match.span() for match in re.finditer(rf"\\S.*?{END}", text))
"""
RELATIVE = """
from datetime import timedelta
from broadsheet.languages.modules import Relative
from broadsheet.languages.dates_in_words.months import day_in_words

def find(sentence):
    at = sentence.find("vorgu")
    return (Relative(at, at + 5, "vorgu", "yesterday"),) if at >= 0 else ()

def gloss(words, rule, written):
    return day_in_words(written - timedelta(days=1))
"""
TOLLS = """
import re

def overtaken(words, later):
    return bool(re.findall("[0-9]+", words)) and re.findall("[0-9]+", words) < re.findall("[0-9]+", later)
"""
DATELINES = """
def behind(text, start, end):
    return text.index("= ", start) + 2 if "= " in text[start:end] else start

behind_leading = behind
"""
PRINTING = """
def opens_alone(words):
    return not words.startswith("Delmashi")

def no(words):
    return False

hangs = points_away = is_boilerplate = is_glued = in_first_person = dangling_pronoun = may_be_reported = no
tells_ahead = asks_ahead = is_conditional = no
"""
ATTRIBUTION = """
import re
from dataclasses import dataclass

@dataclass
class Start:
    start: int

@dataclass
class Report:
    content: list
    cue: tuple
    source: tuple
    sentence: Start
    lemma: str = "quesh"
    addressed: tuple | None = None

@dataclass
class Speaker:
    name: str
    span: tuple
    role: tuple | None = None

class Resolver:
    def __init__(self, text):
        self.text = text

    def speaker(self, source, clause):
        return Speaker(self.text[slice(*source)], source)

def capitals(text):
    return frozenset()

def drafts(text, spans, names):
    found = re.finditer("«(?P<said>[^»]*)», (?P<cue>quesh) (?P<who>[A-Z][a-z]+ [A-Z][a-z]+)", text)
    return [Report([each.span("said")], each.span("cue"), each.span("who"), Start(each.start())) for each in found]

def resolver(text, lines, reported, names):
    return Resolver(text)

def polarity(before, source, cue):
    return "affirmed"

def klass(lemma, source, cue):
    return "speech"

def outlet(phrase):
    return ""
"""


@pytest.fixture
def grammar(folder: Path) -> Path:
    """The same with modules of its own."""
    modules = {
        "endings": 'END = " ka[.]"',
        "sentences": SENTENCES,
        "relative": RELATIVE,
        "tolls": TOLLS,
        "datelines": DATELINES,
        "printing": PRINTING,
        "attribution": ATTRIBUTION,
    }
    for name, code in modules.items():
        (folder / "qx" / f"{name}.py").write_text(code, encoding="utf-8")
    (folder / "qx" / "digest.toml").write_text('stop = ["ka", "zhurk"]\ndeeds = ["brikkan"]\n', encoding="utf-8")
    return folder


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


SPOKEN = (
    "Morvenal = Zhurk moravel 12 tinnot quesh brikkan voldu vorgu delmashi ka. Zhurk ferrik harvenbord ondulim kasht vorrek ka.\n"
    "«Voldu harvenbord tinnot ondulim kasht vorrek», quesh Mirka Dolven ka."
)


def test_its_own_modules_are_what_the_stages_ask(grammar: Path) -> None:
    with languages.using(grammar):
        qx = languages.of("qx")
        assert qx.can.sentences and qx.can.attribution and qx.can.digest
        assert [SPOKEN[start:end][-3:] for start, end in qx.split(SPOKEN)] == ["ka."] * 3
        (statement,) = find(replace(version("zhurk", POST, "Zhurk", SPOKEN.split("\n")), language="qx"))
        assert statement.speaker == "Mirka Dolven" and statement.kind == "direct"
        chosen = choose([DigestText("Zhurk moravel brikkan", SPOKEN, "courier", "qx")], budget_words=14)
        assert [SPOKEN[each.start : each.end] for each in chosen] == [
            "Zhurk moravel 12 tinnot quesh brikkan voldu vorgu delmashi ka."
        ]
        assert qx.overtaken("12 tinnot", "15 tinnot") and not qx.overtaken("15 tinnot", "15 tinnot")
    assert not languages.of("qx").can.sentences


def test_a_sentence_of_it_is_printed_with_its_date_and_verified(grammar: Path) -> None:
    with languages.using(grammar):
        first = version("zhurk", POST, "Zhurk moravel brikkan voldu tinnot", SPOKEN.split("\n"))
        second = version("moravel", MAIL, "Moravel brikkan voldu", ["Zhurk moravel brikkan ka."])
        edition, versions = compose(story("zhurk", *(replace(each, language="qx") for each in (first, second))))
        words = [each.words for each in edition.lines()]
        told = "Zhurk moravel 12 tinnot quesh brikkan voldu vorgu [2 March] delmashi ka, the Hallin Post reports."
        assert told in words
        assert not any("are not chosen yet" in each for each in words)
        assert list(evidence.check(edition, editions.proofs(edition, versions))) == []


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("def cut(text):\n    return ()\n", "no function 'split'"),
        ("def split(:\n", "cannot be loaded"),
        ("import qxx\n", "qxx"),
    ],
)
def test_what_is_wrong_in_a_module_is_named(folder: Path, code: str, told: str) -> None:
    (folder / "qx" / "sentences.py").write_text(code, encoding="utf-8")
    with languages.using(folder), pytest.raises(InputError, match=told) as caught:
        languages.of("qx").split("Zhurk.")
    assert "qx/sentences" in str(caught.value)
