"""The hash of an edition, over its JSON as it is written.

It takes the plain tree of that JSON and no class: what stands in the file is hashed, also a field that a later number
of the format may add, and what does not stand there is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from broadsheet.text.codec import to_json
from broadsheet.text.hashing import leaf_hash, tree_root

Tree = Mapping[str, Any]
_DIGITS = 64


def root_of(edition: Tree) -> str:
    """The root, in hex, of a tree as in RFC 9162 over the canonical JSON of an edition: leaf 0 is all of it with ids in
    the place of lines and sources, then comes each line in the order of print, then each source without its title and, as a
    leaf of its own, that title. So lines and titles can be withdrawn, the hashes of their leaves kept, and the hash
    still holds for all the rest. ValueError where a leaf that is kept is no hash."""
    sources = edition["sources"]
    bare = [leaf_hash(to_json({**source, "title": "", "withdrawn": ""})) for source in sources]
    titles = [leaf_of_title(source) for source in sources]
    return tree_root([leaf_hash(_frame(edition)), *map(leaf_of_line, _lines(edition)), *bare, *titles]).hex()


def leaf_of_line(line: Tree) -> bytes:
    """The leaf hash of a line; of a withdrawn one that of the line that stood there."""
    return _kept(line["leaf"]) if line["type"] == "withdrawn" else leaf_hash(to_json(line))


def leaf_of_title(source: Tree) -> bytes:
    """The leaf hash of a source's title; of a withdrawn one that of the title as it was."""
    withdrawn = source.get("withdrawn", "")
    return _kept(withdrawn) if withdrawn else leaf_hash(to_json(source["title"]))


def is_hash(text: str) -> bool:
    """Whether the text is a SHA-256 in its one spelling: 64 hexadecimal digits, lower case."""
    return len(text) == _DIGITS and set(text) <= set("0123456789abcdef")


def _kept(leaf: str) -> bytes:
    if not is_hash(leaf):
        raise ValueError(f"{leaf!r} is no hash of a leaf")
    return bytes.fromhex(leaf)


def _lines(edition: Tree) -> Iterator[Tree]:
    for section in edition["sections"]:
        yield section["label"]
        for entry in section["entries"]:
            for group in entry["groups"]:
                if group["label"]:
                    yield group["label"]
                yield from group["lines"]
    yield from edition["closing"]


def _frame(edition: Tree) -> bytes:
    return to_json(
        {
            **edition,
            "sections": [
                {
                    **section,
                    "label": section["label"]["id"],
                    "entries": [
                        {**entry, "groups": [_bare(group) for group in entry["groups"]]} for entry in section["entries"]
                    ],
                }
                for section in edition["sections"]
            ],
            "closing": _ids(edition["closing"]),
            "sources": [source["version_id"] for source in edition["sources"]],
        }
    )


def _bare(group: Tree) -> dict[str, Any]:
    return {**group, "label": group["label"]["id"] if group["label"] else None, "lines": _ids(group["lines"])}


def _ids(lines: Sequence[Tree]) -> list[str]:
    return [line["id"] for line in lines]
