"""The room as a filter."""

from __future__ import annotations

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.stories import StreamDoc, assign, stream
from tests.stories.reports import FERRY, STRIKE, report

DOCS = [
    StreamDoc(f"{name}{each}", entry.at, entry.title, entry.text)
    for name, sentences in (("f", FERRY), ("s", STRIKE))
    for each in range(4)
    for entry in [report(f"{name}{each}", sentences, each, hours=each)]
]


def clusters(placed: dict[str, str | None]) -> set[frozenset[str]]:
    found: defaultdict[str | None, set[str]] = defaultdict(set)
    for id, story in placed.items():
        found[story].add(id)
    return {frozenset(each) for each in found.values()}


EXPECTED = {frozenset(f"f{each}" for each in range(4)), frozenset(f"s{each}" for each in range(4))}


def test_every_document_has_its_line_in_the_order_given() -> None:
    assert [id for id, _ in assign(DOCS)] == [doc.id for doc in DOCS]
    assert assign([]) == []


@given(st.permutations(DOCS))
def test_the_order_of_the_lines_decides_nothing(docs: list[StreamDoc]) -> None:
    assert sorted(assign(docs)) == sorted(assign(DOCS))
    assert clusters(dict(assign(docs))) == EXPECTED


def test_the_same_id_twice_is_two_documents() -> None:
    found = assign([DOCS[0], StreamDoc("f0", DOCS[4].published, DOCS[4].title, DOCS[4].text), *DOCS[1:4], *DOCS[5:]])
    assert [id for id, _ in found[:2]] == ["f0", "f0"]
    assert found[0][1] != found[1][1]


def test_a_stream_says_a_word_at_once_and_ends_where_all_at_once_ends() -> None:
    placed: dict[str, str | None] = {}
    first: list[str] = []
    for each in stream(DOCS):
        if not each.change:
            first.append(each.id)
        placed[each.id] = each.story
    assert first == [doc.id for doc in DOCS]
    assert clusters(placed) == EXPECTED
