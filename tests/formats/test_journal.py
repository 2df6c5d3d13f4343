"""Entries of the journal: nouns to records and back; what older and newer versions wrote."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet import model
from broadsheet.archive import Archive, journal
from broadsheet.articles.rules.rules import Rule
from broadsheet.editions.recipe import Filter, Recipe, RecipeSection
from broadsheet.editions.select.ranking import Weights
from broadsheet.errors import InputError
from broadsheet.formats.v1 import journal as v1
from broadsheet.pipeline import journal as nouns
from broadsheet.store.contract import ArticleRow, Withdrawal
from tests.formats.values import any_of

AT = datetime(2031, 5, 4, 6, 30, tzinfo=UTC)
PAIRS = [
    (model.Round, v1.Round), (model.Reading, v1.Reading), (model.Outlet, v1.Outlet), (model.ReaderRule, v1.ReaderRule),
    (model.Correction, v1.Correction), (ArticleRow, v1.Article), (Withdrawal, v1.Withdrawal), (Rule, v1.Rule),
    (Recipe, v1.Recipe), (RecipeSection, v1.Part), (Filter, v1.Filter), (Weights, v1.Weights),
    (nouns.Paper, v1.Paper), (nouns.Home, v1.Home), (nouns.Offer, v1.Offer), (nouns.RoundBegun, v1.RoundBegun),
    (nouns.RoundDone, v1.RoundDone), (nouns.EditionMade, v1.EditionMade), (nouns.EditionRemoved, v1.EditionRemoved),
    (nouns.TextsWithdrawn, v1.TextsWithdrawn),
]  # fmt: skip
ENTRIES = [noun for noun, kind in PAIRS if kind in v1.KINDS.values()]
REMOVED = nouns.EditionRemoved("ab" * 32, "2031-05-04-morning", AT)


@pytest.mark.parametrize(("noun", "kind"), PAIRS, ids=lambda each: each.__name__)
def test_each_field_of_a_noun_is_written(noun: type, kind: type[msgspec.Struct]) -> None:
    """A noun that gains a field asks here what the journal does with it."""
    assert {each.name for each in fields(noun)} == set(kind.__struct_fields__) - {"format"}


@given(entry=st.one_of([any_of(each) for each in ENTRIES]))
def test_any_entry_comes_back_as_it_was(entry: nouns.Entry) -> None:
    uri, block = journal.written(nouns.as_written(entry), "x:1")
    found = journal.read(uri, block)
    assert found is not None
    assert nouns.as_read(found, type(entry)) == entry
    assert json.loads(block)["format"] == "broadsheet-journal/1"
    assert journal.written(found, "x:1") == (uri, block)


def test_entries_stand_in_the_archive_in_their_order(tmp_path: Path) -> None:
    archive = Archive(tmp_path, now=lambda: AT)
    written: tuple[nouns.Entry, ...] = (REMOVED, nouns.RoundDone(3, (("a1", "v1", "cd" * 32),)))
    for entry in written:
        archive.note(*_placed(entry))
    archive.note("urn:another:program", AT, b"{}")
    assert list(journal.entries(archive)) == [nouns.as_written(entry) for entry in written]


def _placed(entry: nouns.Entry) -> tuple[str, datetime, bytes]:
    uri, block = journal.written(nouns.as_written(entry), "1")
    return uri, AT, block


class TestOtherVersions:
    URI = "urn:broadsheet:edition-removed:x"

    def block(self, **changes: object) -> bytes:
        tree = json.loads(journal.written(nouns.as_written(REMOVED), "x")[1])
        return json.dumps({key: value for key, value in {**tree, **changes}.items() if value is not None}).encode()

    def test_an_entry_from_before_formats_had_names_is_read(self) -> None:
        found = journal.read(self.URI, self.block(format=None))
        assert found is not None
        assert nouns.as_read(found, nouns.EditionRemoved) == REMOVED

    def test_a_key_of_another_version_is_passed_over(self) -> None:
        found = journal.read(self.URI, self.block(mood="calm"))
        assert found is not None
        assert nouns.as_read(found, nouns.EditionRemoved) == REMOVED

    def test_a_newer_format_is_said_in_words(self) -> None:
        with pytest.raises(InputError, match="x is of format 2; this Broadsheet reads 1: update it"):
            journal.read(self.URI, self.block(format="broadsheet-journal/2", hash=None))

    @pytest.mark.parametrize(
        ("uri", "block", "said"),
        [
            ("urn:broadsheet:weather:1", b"{}", "does not know: weather"),
            ("urn:broadsheet:round-done:1", b"{}", "round-done:1 cannot be read"),
            ("urn:broadsheet:round-done:1", b"\xff", "round-done:1 cannot be read"),
            ("urn:broadsheet:round-done:1", b'{"format": 3}', "round-done:1 cannot be read"),
            ("urn:broadsheet:round-done:1", b'{"format": "text"}', "names no format"),
        ],
    )
    def test_what_cannot_be_read_is_named(self, uri: str, block: bytes, said: str) -> None:
        with pytest.raises(InputError, match=said):
            journal.read(uri, block)

    def test_a_value_that_no_noun_allows_is_no_entry(self) -> None:
        found = journal.read(
            "urn:broadsheet:round:1",
            b'{"round":{"id":1,"kind":"stroll","sources":[],"cutoff":"2031-05-04T06:30:00Z","started":"2031-05-04T06:30:00Z"},'
            b'"paper":{"name":"P","timezone":"UTC","languages":[],"max_decoded_bytes":1},"readings":[],"homes":[],"offers":[],'
            b'"outlets":[],"rules":[]}',
        )
        assert found is not None
        with pytest.raises(InputError, match="stroll"):
            nouns.as_read(found, nouns.RoundBegun)
