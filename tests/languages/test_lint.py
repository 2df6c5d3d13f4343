"""The folders of languages: one script a word, nothing twice, composed letters, and every key is read by some code."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

import broadsheet.languages as package
from broadsheet.languages.loading import LanguageFolders
from broadsheet.languages.tables import FILES, QuotationMarks
from broadsheet.text.quotations import find as quotations
from tests.conftest import ROOT

FOLDER = Path(package.__file__).parent
DATA = sorted(FOLDER.glob("*/*.toml"))
# Scripts that one word may mix: Japanese has three; Latin letters stand beside others as units and abbreviations do.
TOGETHER = (
    {"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HALFWIDTH", "IDEOGRAPHIC", "LATIN"},
    {"CJK", "HANGUL", "LATIN"},
)
ORDERED = {"months", "weekdays", "stems", "solar_months", "numbers"}
# What a pattern says beside letters: classes, counts, groups by name, escapes.
NOTATION = re.compile(r"\\[a-zA-Z]|\(\?[a-zA-Z]*-?[a-zA-Z]*:|\(\?P?<\w+>|\[[^\]]*\]|\{[\d,]*\}")


def entries(value: object, key: str) -> Iterator[tuple[str, list[str]]]:
    """Each list of words with the key under which it stands."""
    if isinstance(value, dict):
        for name, each in value.items():
            yield from entries(each, f"{key}.{name}" if key else name)
    elif isinstance(value, list):
        if value and isinstance(value[0], list):
            for each in value:
                yield key, each
        else:
            yield key, value


def script(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ")[0]


def mixed(word: str) -> set[str]:
    """The scripts of a word that has several, but for those that go together."""
    scripts = {script(letter) for letter in word if letter.isalpha() and not letter.isascii()}
    scripts -= {"MODIFIER", "FEMININE", "MASCULINE", "MICRO", "FULLWIDTH"}
    if any(letter.isascii() and letter.isalpha() for letter in word):
        scripts.add("LATIN")
    return set() if len(scripts) < 2 or any(scripts <= together for together in TOGETHER) else scripts


@pytest.mark.parametrize("path", DATA, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_file_holds_what_it_may(path: Path) -> None:
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    msgspec.convert(found, FILES[path.stem])
    for key, words in entries(found, ""):
        assert len(words) == len(set(words)), f"{key} has a word twice"
        for word in words:
            assert word == word.strip() and word, f"{key}: {word!r}"
            assert unicodedata.is_normalized("NFC", word), f"{key}: {word!r} is not composed"
            for piece in re.findall(r"[^\W\d_]+", NOTATION.sub(" ", word)):
                assert not mixed(piece), f"{key}: {piece!r} mixes {mixed(piece)}"
        if key.split(".")[-1] not in ORDERED:
            assert words == sorted(words), f"{key} is not sorted"


@pytest.mark.parametrize("path", DATA, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_pattern_is_one(path: Path) -> None:
    for key, words in entries(tomllib.loads(path.read_text(encoding="utf-8")), ""):
        for word in words:
            if re.search(r"[\\(\[?*+|]", word):
                re.compile(word, re.IGNORECASE)
            assert word != "", key


def test_every_key_is_read_by_some_code() -> None:
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for path in (ROOT / "src").rglob("*.py")
        if path.parent != FOLDER or path.name != "tables.py"
    )
    unread = [
        f"{name}.{field}"
        for name, kind in FILES.items()
        for field in kind.__struct_fields__
        if not re.search(rf"\.{field}\b", code)
    ]
    assert unread == []


def test_every_folder_is_named_by_a_code_and_says_its_language() -> None:
    for code in LanguageFolders().folders:
        assert re.fullmatch(r"[a-z]{2,3}", code)
        assert package.named(code) != code, code


def test_a_mixed_word_is_found() -> None:
    assert mixed("ציلום") == {"HEBREW", "ARABIC"}
    assert mixed("ВВС") == set() and mixed("B" + "В") == {"LATIN", "CYRILLIC"}
    assert not mixed("取り消し")


def test_each_pair_of_quotation_marks_is_found_in_a_text() -> None:
    for code in LanguageFolders().folders:
        pairs = LanguageFolders().table(code, QuotationMarks).pairs
        assert pairs, f"{code}/quotations.toml names no marks"
        for pair in pairs:
            opening, closing = pair[0], pair[1]
            quoted = f"{opening}Zhurk moravel brikkan{closing}"
            (found,) = quotations(f"Voldu {quoted} tinnot")
            assert found.closed and f"Voldu {quoted} tinnot"[found.start : found.end] == quoted, (code, opening)


def test_nothing_outside_of_the_folders_knows_a_language() -> None:
    """Stages ask the Language of a text; what a tag means stands in `languages`."""
    known = re.compile(r"languages\.[a-z]{2,3} import|languages\.[a-z]{2,3}\.|table\(\"[a-z]{2,3}\"")
    found = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "src/broadsheet").rglob("*.py")
        if FOLDER not in path.parents and known.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []
