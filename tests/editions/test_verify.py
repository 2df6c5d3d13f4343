"""`verify`: any change of any character is found with the hash, and what does not fit is found without it."""

from __future__ import annotations

import json

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from broadsheet import editions, formats, messages
from broadsheet.editions.check.seal import blanked
from broadsheet.errors import InputError
from broadsheet.model import Correction, Edition
from broadsheet.text.codec import from_json
from broadsheet.text.hashing import sha256_hex
from tests.editions.material import DAY, FERRY_STORY, MAIL, OUTLETS, WINDOW, compose, version

LONE = version("lone", MAIL, "Pear trees planted on the Senby slope", ["Forty pear trees were planted on Sunday."])


def sealed() -> editions.Sealed:
    edition, versions = compose(FERRY_STORY, alone=(LONE,))
    return editions.seal(edition, editions.proofs(edition, versions), messages.render)


SEALED = sealed()
FILES = dict(SEALED.files)


def test_an_edition_as_made_is_sound() -> None:
    verdict = editions.verify(FILES, expected=SEALED.hash)
    assert verdict.problems == ()
    assert verdict.ok and verdict.sealed
    assert "Sound" in verdict.words
    assert not editions.verify(FILES).sealed
    assert "--hash" in editions.verify(FILES).words


def test_the_same_material_has_the_same_hash() -> None:
    assert sealed().hash == SEALED.hash
    assert sealed().files == SEALED.files


@given(data=st.data())
@settings(max_examples=150)
def test_one_changed_character_anywhere_is_found(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(FILES)))
    text = FILES[name].decode()
    at = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.sampled_from("aZ0 é”\n").filter(lambda letter: letter != text[at]))
    changed = {**FILES, name: (text[:at] + other + text[at + 1 :]).encode()}
    assert not editions.verify(changed, expected=SEALED.hash).ok
    assert not editions.verify(changed).ok


@given(data=st.data())
@settings(max_examples=150)
def test_hashing_everything_anew_does_not_help_against_the_hash(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(FILES)))
    text = FILES[name].decode()
    at = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.sampled_from("aZ0 é”").filter(lambda letter: letter != text[at]))
    forged = forge({**FILES, name: (text[:at] + other + text[at + 1 :]).encode()})
    assume(forged != FILES)  # a changed digest that is made anew is the digest it was
    assert not editions.verify(forged, expected=SEALED.hash).ok


def forge(files: dict[str, bytes]) -> dict[str, bytes]:
    """All digests and the hash made anew, as somebody would who wants the change to pass."""
    try:
        tree = json.loads(files["edition.json"])
        for each in tree["edition"]["files"]:
            each["sha256"] = sha256_hex(blanked(files[each["name"]], SEALED.hash))
        edition = from_json(json.dumps(tree["edition"]), Edition)
    except (ValueError, KeyError, TypeError, InputError):
        return files
    hash = editions.edition_hash(edition)
    made = {name: content.replace(SEALED.hash.encode(), hash.encode()) for name, content in files.items()}
    made["edition.json"] = formats.manifest_bytes(edition, hash)
    return made


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("The fog came down", "The fog went down", "the source has other words"),
        ("3 articles from 3 outlets", "9 articles from 9 outlets", "the rule counts gives"),
        ("[3 March]", "[2 March]", "the gloss should be"),
        ("the Hallin Post", "the Hallin Host", "not how the edition names"),
    ],
)
def test_a_forger_who_hashes_anew_is_still_caught_by_the_proofs(old: str, new: str, named: str) -> None:
    manifest = FILES["edition.json"].decode()
    assert old in manifest
    forged = {
        name: content.decode().replace(old, new).encode() if name != "proofs.json" else content
        for name, content in FILES.items()
    }
    if named == "not how the edition names":
        tree = json.loads(manifest)
        text = json.dumps(tree["edition"]["sections"], ensure_ascii=False).replace(old, new)
        tree["edition"]["sections"] = json.loads(text)
        forged["edition.json"] = json.dumps(tree, ensure_ascii=False).encode()
    problems = editions.verify(forge(forged)).problems
    assert any(named in each for each in problems), problems


def test_a_missing_and_a_foreign_file_are_named() -> None:
    without = {name: content for name, content in FILES.items() if name != "edition.txt"}
    assert any("edition.txt: this file is missing" in each for each in editions.verify(without).problems)
    assert any("x.html" in each for each in editions.verify({**FILES, "x.html": b""}).problems)
    assert not editions.verify({}).ok


def test_a_line_that_a_rendering_dropped_is_named() -> None:
    page = FILES["index.html"].decode()
    start = page.index('<span data-line="')
    end = page.index("</span>", page.index("<!--/", start)) + len("</span>")
    problems = editions.verify({**FILES, "index.html": (page[:start] + page[end:]).encode()}).problems
    assert any("index.html: line" in each and "missing" in each for each in problems)


def corrected(*kinds: tuple[str, str, str]) -> editions.Sealed:
    """An edition whose only Lines of content are corrections: edition, Line and kind of each."""
    made = tuple(
        editions.CorrectionMaterial(
            Correction(f"k{at}", f"h{day}", line, kind, "It was Senby." if kind == "reader" else "", "v", WINDOW[0]),  # type: ignore[arg-type]
            day,
            "mail",
            None,
            None,
        )
        for at, (day, line, kind) in enumerate(kinds)
    )
    edition = editions.compose(
        editions.recipe("morning"),
        editions.Material((), (), OUTLETS, corrections=made),
        date=DAY,
        zone="Europe/Vienna",
        window=WINDOW,
    )
    return editions.seal(edition, editions.proofs(edition, {}), messages.render)


def test_corrections_stand_in_order_and_what_was_withdrawn_of_an_edition_is_told_once() -> None:
    made = corrected(
        ("2026-03-03", "L63", "withdrawn"),
        ("2026-03-03", "L9", "withdrawn"),
        ("2026-03-02", "L105", "reader"),
        ("2026-03-03", "L36", "withdrawn"),
        ("2026-03-02", "L7", "withdrawn"),
        ("2026-03-03", "L9", "withdrawn"),
        ("2026-03-03", "L12", "reader"),
    )
    (section,) = made.edition.sections
    assert [line.words for group in section.entries[0].groups for line in group.lines] == [
        "In the edition of 2 March (line 7), the text that it cites was withdrawn.",
        "In the edition of 2 March (line 105), put right: It was Senby.",
        "In the edition of 3 March (lines 9, 36 and 63), the texts that they cite were withdrawn.",
        "In the edition of 3 March (line 12), put right: It was Senby.",
    ]
    files = dict(made.files)
    assert editions.verify(files, expected=made.hash).ok
    forged = {name: raw.replace(b"9, 36 and 63", b"9, 36 and 64") for name, raw in files.items()}
    assert any("the rule correction gives" in each for each in editions.verify(forged).problems)
