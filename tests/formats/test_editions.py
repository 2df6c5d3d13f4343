"""`edition.json` and `proofs.json`: nouns to bytes and back, and hashes that no later class can change."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields, make_dataclass, replace
from datetime import UTC, date, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet import editions, formats, messages, model
from broadsheet.errors import InputError
from broadsheet.formats import numbers, sealing, wire
from broadsheet.formats.v1 import edition as v1
from broadsheet.text.codec import FAMILIES, to_json
from tests.editions.material import FERRY_STORY, compose

EDITION, VERSIONS = compose(FERRY_STORY)
SEALED = editions.seal(EDITION, editions.proofs(EDITION, VERSIONS), messages.render)
RAW = SEALED.files["edition.json"]

# Which wire type stands for which noun.
PAIRS = [
    (model.Span, v1.Span), (model.Words, v1.Words), (model.Slot, v1.Slot), (model.OutletName, v1.OutletName),
    (model.Gloss, v1.Gloss), (model.QuotedLine, v1.QuotedLine), (model.ComputedLine, v1.ComputedLine),
    (model.LabelLine, v1.LabelLine), (model.WithdrawnLine, v1.WithdrawnLine), (model.Group, v1.Group),
    (model.Entry, v1.Entry), (model.Section, v1.Section), (model.Moment, v1.Moment), (model.Cited, v1.Cited),
    (model.Outlet, v1.Outlet), (model.FileDigest, v1.FileDigest), (model.Edition, v1.Edition),
    (model.BlockProof, v1.BlockProof),
]  # fmt: skip


@pytest.mark.parametrize(("noun", "kind"), PAIRS, ids=lambda each: each.__name__)
def test_each_field_of_a_noun_is_written(noun: type, kind: type[msgspec.Struct]) -> None:
    """A noun that gains a field asks here what its formats do with it."""
    assert {each.name for each in fields(noun)} - {"type"} == set(kind.__struct_fields__)


# Made-up values of every kind.
words = st.text(st.characters(codec="utf-8"), max_size=12)
ids = st.text("abcdefgh0123", min_size=1, max_size=8)
digests = st.text("0123456789abcdef", min_size=64, max_size=64)
days = st.dates(date(1995, 1, 1), date(2099, 1, 1))
moments_utc = st.datetimes(datetime(1995, 1, 1), datetime(2099, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
spans = st.builds(
    lambda version, field, start, size: model.Span(version, field, start, start + size),
    ids, st.sampled_from(["title", "text"]), st.integers(0, 9000), st.integers(1, 900),
)  # fmt: skip
slots = st.builds(model.Slot, words, spans, words, st.booleans(), st.booleans())
names = st.builds(model.OutletName, ids, words)
glosses = st.builds(model.Gloss, words, st.lists(st.tuples(words, words), max_size=2).map(tuple), words)
parts = st.one_of(st.builds(model.Words, words), slots, names, glosses)
quoted = st.builds(
    lambda id, template, slot, name, more: model.QuotedLine(id, template, (slot, name, *more)),
    ids, words, slots, names, st.lists(parts, max_size=3),
)  # fmt: skip
labels = st.builds(model.LabelLine, ids, words)
computed = st.builds(
    model.ComputedLine, ids, words, st.lists(st.tuples(words, st.lists(words, max_size=2).map(tuple)), max_size=2).map(tuple), words
)  # fmt: skip
lines = st.one_of(quoted, computed, labels, st.builds(model.WithdrawnLine, ids, digests))
many_lines = st.lists(lines, max_size=3).map(tuple)
groups = st.builds(
    model.Group, st.sampled_from(["headline", "note", "counts"]), st.one_of(st.none(), labels), many_lines
)
entries = st.builds(model.Entry, ids, st.sampled_from(["lead", "line"]), st.lists(groups, max_size=2).map(tuple))
sections = st.builds(model.Section, labels, st.lists(entries, max_size=2).map(tuple))
moments = st.builds(
    model.Moment, moments_utc, st.sampled_from(["minute", "day"]), st.sampled_from(["page", "feed"]),
    st.one_of(st.none(), st.integers(-720, 840)), st.booleans(),
)  # fmt: skip
cited = st.builds(
    model.Cited, ids, ids, ids, words, ids, words, digests, st.integers(1, 500), moments_utc, st.one_of(st.none(), moments),
    st.sampled_from(["full", "feed-only"]), st.sampled_from(["news", "opinion"]), words, st.one_of(st.just(""), digests),
)  # fmt: skip
outlets = st.builds(
    model.Outlet, ids, words, words, st.lists(words, max_size=2).map(tuple), words, words, words,
    st.sampled_from(["state", "unknown"]), st.lists(words, max_size=2).map(tuple), st.booleans(), st.booleans(),
)  # fmt: skip
made_editions = st.builds(
    model.Edition, st.just("broadsheet-edition/1"), words, words, days, words, st.tuples(moments_utc, moments_utc), words,
    words, st.lists(sections, max_size=2).map(tuple), many_lines, st.lists(cited, max_size=2).map(tuple),
    st.lists(outlets, max_size=2).map(tuple), st.lists(st.builds(model.FileDigest, words, digests), max_size=2).map(tuple),
    st.sampled_from(["private", "public"]),
)  # fmt: skip
proofs = st.lists(
    st.builds(
        model.BlockProof, ids, st.integers(0, 90), words, st.integers(0, 9000), words, st.lists(digests, max_size=3).map(tuple)
    ),
    max_size=3,
).map(tuple)  # fmt: skip


@given(edition=made_editions, hash=digests)
def test_any_edition_comes_back_as_it_was(edition: model.Edition, hash: str) -> None:
    raw = formats.manifest_bytes(edition, hash)
    found = formats.read_manifest(raw, what="x")
    assert (found.edition, found.stated, found.canonical) == (edition, hash, True)
    assert found.hash == formats.root(edition), "what is read has the hash that was printed"
    assert raw == to_json({"edition": edition, "hash": hash}) + b"\n", "number 1 is what earlier versions wrote"


@given(given_proofs=proofs)
def test_any_proofs_come_back_as_they_were(given_proofs: tuple[model.BlockProof, ...]) -> None:
    assert formats.read_proofs(formats.proofs_bytes(given_proofs), what="x") == (given_proofs, True)


@given(data=st.data())
def test_any_change_of_a_value_changes_the_hash(data: st.DataObject) -> None:
    tree = json.loads(RAW)
    spot, key = data.draw(st.sampled_from(sorted(_places(tree["edition"]), key=str)))
    holder = tree["edition"]
    for step in spot:
        holder = holder[step]
    holder[key] = f"{holder[key]}x"
    try:
        found = sealing.root_of(tree["edition"])
    except ValueError:  # what stands for a withdrawn title is the hash of a leaf, or nothing
        found = ""
    assert found != SEALED.hash


def _places(value: object, path: tuple[object, ...] = ()) -> list[tuple[tuple[object, ...], object]]:
    """Where strings stand in a tree."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found = []
    for key, each in items:
        if isinstance(each, str) and key != "type":
            found.append((path, key))
        found += _places(each, (*path, key))
    return found


class TestALaterVersion:
    """What a later program does: its nouns and its formats have a field more."""

    def test_a_noun_with_a_field_more_is_written_as_before(self) -> None:
        later = make_dataclass("Edition", [("mood", str, field(default="calm"))], bases=(model.Edition,), frozen=True)
        edition = later(**{each.name: getattr(SEALED.edition, each.name) for each in fields(model.Edition)})
        assert b"calm" in to_json(edition), "today's classes as they are would give other bytes"
        assert formats.manifest_bytes(edition, SEALED.hash) == RAW
        assert formats.root(edition) == SEALED.hash

    def test_a_source_with_a_field_more_leaves_the_hash(self) -> None:
        @dataclass(frozen=True)
        class Later(model.Cited):
            archived: str = ""

        sources = tuple(
            Later(**{each.name: getattr(source, each.name) for each in fields(model.Cited)})
            for source in SEALED.edition.sources
        )
        assert formats.root(replace(SEALED.edition, sources=sources)) == SEALED.hash

    def test_a_reader_with_an_optional_field_more_finds_the_old_hash(self) -> None:
        """The old file is read by the types of the next number; the hash is that of its bytes, not of those types."""

        class LaterCited(v1.Cited, frozen=True):
            archived: str = ""

        later = msgspec.defstruct(
            "Edition",
            [
                ("format", str),
                *(each for each in _required(v1.Edition) if each[0] not in ("format", "sources")),
                ("sources", tuple[LaterCited, ...]),
                ("files", tuple[v1.FileDigest, ...], ()),
                ("form", str, "private"),
                ("mood", str, "calm"),
            ],
            frozen=True,
        )
        tree = json.loads(RAW)["edition"]
        read = msgspec.convert(tree, later)
        assert read.mood == "calm"  # type: ignore[attr-defined]
        assert sealing.root_of(json.loads(to_json(read))) != SEALED.hash, "a dump of the new types has another hash"
        assert sealing.root_of(tree) == SEALED.hash

    def test_what_a_later_number_adds_is_hashed_too(self) -> None:
        tree = json.loads(RAW)["edition"]
        for holder in (tree, tree["sections"][0], tree["sections"][0]["entries"][0], tree["sources"][0]):
            holder["mood"] = "calm"
            assert sealing.root_of(tree) != SEALED.hash
            del holder["mood"]
        assert sealing.root_of(tree) == SEALED.hash


def _required(kind: type[msgspec.Struct]) -> list[tuple[str, object]]:
    return [(each.name, each.type) for each in msgspec.structs.fields(kind) if each.required]


class TestWhatCannotBeRead:
    def test_a_newer_format_is_said_in_words(self) -> None:
        later = RAW.replace(b"broadsheet-edition/1", b"broadsheet-edition/2").replace(b'"hash"', b'"root"')
        with pytest.raises(InputError, match=r"^this edition is of format 2; this Broadsheet reads 1: update it\.$"):
            formats.read_manifest(later, what="edition.json")
        verdict = editions.verify({**SEALED.files, "edition.json": later}, expected=SEALED.hash)
        assert not verdict.ok
        assert "update it" in verdict.problems[0]

    @pytest.mark.parametrize(
        ("named", "said"),
        [
            ("broadsheet-edition/", "names no format"),
            ("broadsheet-journal/1", "names no format"),
            ("broadsheet-edition/1.5", "names no format"),
            ("broadsheet-edition/99999", "names no format"),
            ("broadsheet-edition/01", "never was"),
            ("broadsheet-edition/0", "never was"),
            ("broadsheet-edition/12", "of format 12"),
        ],
    )
    def test_other_names(self, named: str, said: str) -> None:
        with pytest.raises(InputError, match=said):
            numbers.check(named, "edition", what="this edition")

    def test_a_key_that_is_unknown_is_named_with_its_place(self) -> None:
        tree = json.loads(RAW)
        tree["edition"]["sources"][0]["note"] = "x"
        with pytest.raises(InputError, match=r"edition\.json: note is not known to this format .*sources"):
            formats.read_manifest(to_json(tree) + b"\n", what="edition.json")

    @pytest.mark.parametrize("raw", [b"", b"[]", b"{", b'{"edition": 3}', b'{"edition": {}}', b"\xff", b"[" * 100_000])
    def test_what_is_no_edition(self, raw: bytes) -> None:
        with pytest.raises((InputError, RecursionError)):
            formats.read_manifest(raw, what="edition.json")


def test_every_member_of_a_family_has_a_wire_type_of_its_tag() -> None:
    tags = {kind.__struct_config__.tag: noun for noun, kind in PAIRS if kind.__struct_config__.tag}
    assert tags == {tag: noun for members in FAMILIES.values() for tag, noun in members.items()}


def test_a_noun_that_the_format_cannot_say_is_not_written() -> None:
    wrong = replace(SEALED.edition, form="shouted")  # type: ignore[arg-type]
    with pytest.raises(msgspec.ValidationError):
        wire.to_wire(wrong, v1.Edition)
