"""The tree hash: proofs that hold, and that hold for nothing else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.model import Block, Text
from broadsheet.text import hashing

LEAVES = st.lists(st.binary(max_size=12), min_size=1, max_size=40)


@given(LEAVES, st.data())
def test_each_leaf_is_proven_by_its_path(leaves: list[bytes], data: st.DataObject) -> None:
    hashes = [hashing.leaf_hash(leaf) for leaf in leaves]
    index = data.draw(st.integers(0, len(leaves) - 1))
    path = hashing.audit_path(hashes, index)
    assert hashing.root_from_path(hashes[index], index, len(hashes), path) == hashing.tree_root(hashes)


@given(LEAVES, st.data())
def test_another_leaf_place_or_path_proves_nothing(leaves: list[bytes], data: st.DataObject) -> None:
    hashes = [hashing.leaf_hash(bytes([n]) + leaf) for n, leaf in enumerate(leaves)]
    index = data.draw(st.integers(0, len(leaves) - 1))
    path = hashing.audit_path(hashes, index)
    root = hashing.tree_root(hashes)
    forged = hashing.leaf_hash(b"forged" + leaves[index])
    assert hashing.root_from_path(forged, index, len(hashes), path) != root
    other = data.draw(st.integers(0, len(leaves) - 1).filter(lambda n: n != index)) if len(leaves) > 1 else None
    if other is not None:
        assert hashing.root_from_path(hashes[index], other, len(hashes), path) != root
    assert hashing.root_from_path(hashes[index], index, len(hashes), (*path, root)) != root


def test_the_published_example_of_seven_leaves() -> None:
    """The shape of RFC 9162, 2.1.5: the path of leaf 6 of 7 is the hash over leaves 4 and 5, then over 0 to 3."""
    hashes = [hashing.leaf_hash(bytes([n])) for n in range(7)]
    left = hashing.tree_root(hashes[:4])
    middle = hashing.node_hash(hashes[4], hashes[5])
    assert hashing.audit_path(hashes, 6) == (middle, left)


def test_kind_place_and_title_are_part_of_the_hash() -> None:
    plain = Text("One line.", (Block(0, 9, "paragraph"),))
    quoted = Text("One line.", (Block(0, 9, "quote"),))
    assert hashing.text_hash("A title", plain) != hashing.text_hash("A title", quoted)
    assert hashing.text_hash("A title", plain) != hashing.text_hash("Another", plain)


def test_a_leaf_is_never_a_node() -> None:
    one, two = hashing.leaf_hash(b"1"), hashing.leaf_hash(b"2")
    assert hashing.leaf_hash(one + two) != hashing.node_hash(one, two)


def test_ids_are_short_and_apart() -> None:
    assert hashing.opaque_id("a", "x", "y") != hashing.opaque_id("a", "xy")
    assert len(hashing.opaque_id("a", "x")) == 17
