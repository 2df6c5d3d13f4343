"""An adversary who makes anew whatever can be made: each of his folders is refused where the printed hash is given.

He knows our code, so he computes every digest, renders every page and proves every text again that he can. New cases are
made on each run, by kind; what is true must still be told from them.
"""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet import editions, formats, messages
from broadsheet.editions.check.seal import MANIFEST, PROOFS, ZEROS, blanked, seal_anew
from broadsheet.errors import InputError
from broadsheet.model import BlockProof, Edition, QuotedLine, Version
from broadsheet.newsroom.upkeep.checking import verify_folder
from broadsheet.text.codec import from_json, to_json
from broadsheet.text.hashing import audit_path, leaf_hash, leaves, sha256_hex, tree_root
from tests.editions.material import FERRY_STORY, MAIL, POST, compose, story, version

Files = dict[str, bytes]

ZERO_TEXT = version(
    "nought",
    POST,
    f"The meter on the quay of Tarn Cross reads {'0' * 64}",
    ["Nobody has come to mend the meter on the quay of Tarn Cross since Monday."],
)
LONE = version("lone", MAIL, "Pear trees planted on the Senby slope", ["Forty pear trees were planted on Sunday."])
MORE = story("nought", ZERO_TEXT)


def printed(*, public: bool = False, noughts: bool = False) -> tuple[editions.Sealed, dict[str, Version]]:
    edition, versions = compose(FERRY_STORY, *([MORE] if noughts else []), alone=(LONE,))
    shown = editions.public(edition, versions) if public else edition
    return editions.seal(shown, editions.proofs(shown, versions), messages.render), versions


PRIVATE, VERSIONS = printed()
PUBLIC, _ = printed(public=True)
NOUGHTS, _ = printed(noughts=True)
SEALED = {"private": PRIVATE, "public": PUBLIC, "noughts": NOUGHTS}


def verdict(files: Files, hash: str, ledger: editions.Ledgered | None = None) -> editions.Verdict:
    return editions.verify(files, expected=hash, render=messages.render, ledger=ledger)


def refused(files: Files, sealed: editions.Sealed) -> None:
    """The folder is another one than was printed, and is not said to be sound, whole hash or shortened."""
    assert files != dict(sealed.files), "this case changes nothing"
    for hash in (sealed.hash, sealed.hash[:16]):
        found = verdict(files, hash)
        assert not found.ok, found.words
        assert found.problems or found.unproven
        assert found.words.startswith(("NOT SOUND", "UNPROVEN"))


# What he can make anew


def read(files: Files) -> tuple[Edition, tuple[BlockProof, ...]] | None:
    try:
        found = formats.read_manifest(files[MANIFEST], what=MANIFEST)
        return found.edition, formats.read_proofs(files[PROOFS], what=PROOFS)[0]
    except InputError:
        return None


def as_it_is(files: Files, hash: str) -> Files:
    return files


def digests(files: Files, hash: str) -> Files:
    """The digests of all files and the hash over them, which the pages then carry."""
    tree = json.loads(files[MANIFEST])
    try:
        for each in tree["edition"]["files"]:
            each["sha256"] = sha256_hex(blanked(files[each["name"]], hash))
        edition = from_json(json.dumps(tree["edition"]), Edition)
        own = editions.edition_hash(edition)
    except (KeyError, TypeError, ValueError, InputError):
        return files
    made = {name: content.replace(hash.encode(), own.encode()) for name, content in files.items()}
    return {**made, MANIFEST: formats.manifest_bytes(edition, own)}


def digests_under_the_old_hash(files: Files, hash: str) -> Files:
    made = digests(files, hash)
    own = json.loads(made[MANIFEST]).get("hash", hash)
    if not isinstance(own, str) or len(own) != 64:
        return made
    return {name: content.replace(own.encode(), hash.encode()) for name, content in made.items()}


def rendered(files: Files, hash: str) -> Files:
    """All pages made of the manifest again, under its own hash."""
    found = read(files)
    try:
        return dict(editions.seal(found[0], found[1], messages.render).files) if found else files
    except Exception:
        return files


def rendered_under_the_old_hash(files: Files, hash: str) -> Files:
    found = read(files)
    try:
        return dict(seal_anew(found[0], hash, found[1], messages.render).files) if found else files
    except Exception:
        return files


REMAKERS: list[Callable[[Files, str], Files]] = [
    as_it_is, digests, digests_under_the_old_hash, rendered, rendered_under_the_old_hash,
]  # fmt: skip


# Any place of manifest and proofs

WORDS = [
    "",
    "0",
    ZEROS,
    "Ada Hоlm",
    "\u202eevil",
    "a\u200bb",
    "withdrawn",
    "public",
    "L1",
    "\x1b[2J",
    "9" * 40,
    "../x",
    "é",
]
VALUES: list[Any] = [
    None,
    True,
    False,
    0,
    1,
    -1,
    2**70,
    1.5,
    [],
    {},
    [[]],
    {"type": "label", "id": "L1", "text": "x"},
    *WORDS,
]


def places(tree: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    for key, value in tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ():
        yield from places(value, (*path, key))


def at(tree: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        tree = tree[key]
    return tree


def mutated(tree: Any, draw: Callable[[st.SearchStrategy[Any]], Any]) -> Any:
    """One change at one place: a key or member more, less, twice or elsewhere; another value, of the same kind or not."""
    tree = json.loads(json.dumps(tree))
    path = draw(st.sampled_from(list(places(tree))))
    here = at(tree, path)
    ways = ["value"]
    ways += ["add key", "drop", "rename"] if isinstance(here, dict) and here else []
    ways += ["add member", "drop", "twice", "swap", "reverse"] if isinstance(here, list) and here else []
    ways += ["letter"] if isinstance(here, str) and here else []
    ways += ["number"] if isinstance(here, int) else []
    way = draw(st.sampled_from(ways))
    if way == "value":
        if not path:
            return draw(st.sampled_from(VALUES))
        at(tree, path[:-1])[path[-1]] = draw(st.sampled_from(VALUES))
    elif way == "letter":
        where = draw(st.integers(0, len(here) - 1))
        new = draw(st.sampled_from(["", "о", "\u200d", "x", "0", here[where].swapcase()]))
        at(tree, path[:-1])[path[-1]] = here[:where] + new + here[where + 1 :]
    elif way == "number":
        at(tree, path[:-1])[path[-1]] = here + draw(st.sampled_from([-1, 1, 64]))
    elif way == "add key":
        here[draw(st.sampled_from(["reason", "note", "hash", "at", "type2", "withdrawn", ""]))] = draw(
            st.sampled_from(VALUES)
        )
    elif way == "rename":
        here[draw(st.sampled_from(["Text", "text ", "other"]))] = here.pop(draw(st.sampled_from(sorted(here))))
    elif way == "drop":
        del here[draw(st.sampled_from(sorted(here) if isinstance(here, dict) else range(len(here))))]
    elif way == "reverse":
        here.reverse()
    else:
        one, two = draw(st.integers(0, len(here) - 1)), draw(st.integers(0, len(here) - 1))
        if way == "swap":
            here[one], here[two] = here[two], here[one]
        else:
            here.insert(two, here[one] if way == "twice" else draw(st.sampled_from(VALUES)))
    return tree


@given(data=st.data())
@settings(max_examples=400)
def test_no_change_of_manifest_or_proofs_gets_through(data: st.DataObject) -> None:
    sealed = SEALED[data.draw(st.sampled_from(sorted(SEALED)))]
    files = dict(sealed.files)
    for _ in range(data.draw(st.integers(1, 3))):
        name = data.draw(st.sampled_from([MANIFEST, MANIFEST, PROOFS]))
        files[name] = json.dumps(
            mutated(json.loads(files[name]), data.draw), ensure_ascii=False, sort_keys=True, separators=(",", ":")
        ).encode("utf-8", "surrogatepass") + b"\n"  # fmt: skip
        if not isinstance(json.loads(files[name]), dict | list):
            break
    try:
        made = data.draw(st.sampled_from(REMAKERS))(files, sealed.hash)
    except (TypeError, AttributeError, KeyError):
        made = files
    if made != dict(sealed.files):
        refused(made, sealed)


# The same values in another spelling


def spellings(raw: bytes) -> dict[str, bytes]:
    text = raw.decode()
    tree = json.loads(text)
    return {
        "spaced": json.dumps(tree, indent=1, ensure_ascii=False).encode(),
        "unsorted": json.dumps(reordered(tree), ensure_ascii=False, separators=(",", ":")).encode() + b"\n",
        "escaped": json.dumps(tree, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode() + b"\n",
        "one letter escaped": text.replace('"text"', '"t\\u0065xt"', 1).encode(),
        "a float": text.replace('"leaf":0', '"leaf":0.0', 1).replace('"leaves":4', '"leaves":4.0', 1).encode(),
        "an exponent": text.replace('"leaf":0', '"leaf":0e1', 1).replace('"leaves":4', '"leaves":4e0', 1).encode(),
        "a minus": text.replace('"start":0', '"start":-0', 1).encode(),
        "no end of line": raw.rstrip(),
        "another end of line": raw.rstrip() + b"\r\n",
        "a second document": raw + raw,
        "a byte-order mark": b"\xef\xbb\xbf" + raw,
        "a key twice": text.replace('"version_id":', '"version_id":"x","version_id":', 1).encode(),
        "nothing": b"",
        "noughts": b"\0" * 40,
        "UTF-16": text.encode("utf-16"),
        "deep": b"[" * 100_000,
        "deep inside": text.replace("{", '{"deep":' + "[" * 50_000 + "]" * 50_000 + ",", 1).encode(),
    }


def reordered(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {key: reordered(tree[key]) for key in sorted(tree, reverse=True)}
    return [reordered(each) for each in tree] if isinstance(tree, list) else tree


@pytest.mark.parametrize("name", [MANIFEST, PROOFS])
@pytest.mark.parametrize("way", sorted(spellings(PRIVATE.files[PROOFS])))
def test_the_same_in_another_spelling_is_refused(name: str, way: str) -> None:
    spelled = spellings(PRIVATE.files[name])[way]
    if spelled == PRIVATE.files[name]:
        pytest.skip("this file has nothing to spell so")
    refused({**PRIVATE.files, name: spelled}, PRIVATE)
    changed = {**PRIVATE.files, name: spelled}
    for remake in (digests, digests_under_the_old_hash):
        try:
            made = remake(changed, PRIVATE.hash)
        except (ValueError, RecursionError, TypeError, AttributeError):
            continue
        if made != dict(PRIVATE.files):
            refused(made, PRIVATE)


@given(cut=st.integers(0, 10_000), name=st.sampled_from(sorted(PRIVATE.files)))
@settings(max_examples=60)
def test_a_file_cut_off_is_refused(cut: int, name: str) -> None:
    raw = PRIVATE.files[name]
    refused({**PRIVATE.files, name: raw[: cut % len(raw)]}, PRIVATE)


# Pages, mail and text


def edits(text: str, hash: str, rng: random.Random) -> dict[str, str]:
    """What one may do to a rendering, each at a random place."""
    spot = rng.randrange(len(text))
    lines = text.split("\n")
    one, two = rng.randrange(len(lines)), rng.randrange(len(lines))
    swapped = [*lines]
    swapped[one], swapped[two] = swapped[two], swapped[one]
    carried = [at for at in range(len(text)) if text.startswith(hash, at)]
    which = rng.choice(carried) if carried else 0
    letters = [at for at, letter in enumerate(text) if letter in "aceopx"]
    look = rng.choice(letters)
    alike = {"a": "а", "c": "с", "e": "е", "o": "о", "p": "р", "x": "х"}
    made = {
        "added": text[:spot]
        + rng.choice(["<p>All is lost.</p>", " not", "\u202e", "\u200b", "0", "\n", "<!-- -->"])
        + text[spot:],
        "hidden": text.replace("</head>", "<style>p{display:none}</style></head>"),
        "told by style": text + "body::after { content: 'All is lost' }",
        "swapped": "\n".join(swapped),
        "dropped": "\n".join(line for at, line in enumerate(lines) if at != one),
        "alike": text[:look] + alike[text[look]] + text[look + 1 :],
        "zeros for all hashes": text.replace(hash, ZEROS),
        "another hash": text.replace(hash, hash[::-1]),
        "upper case": text.replace(hash, hash.upper()),
        "no hash": text.replace(hash, ""),
        "zeros added": text + ZEROS,
        "hash added": text + hash,
    }
    if carried:
        made["zeros for one hash"] = text[:which] + ZEROS + text[which + 64 :]
        made["another for one hash"] = text[:which] + hash[::-1] + text[which + 64 :]
    if ZEROS in text.replace(hash, "x"):
        made["hash for printed zeros"] = text.replace(ZEROS, hash)
    return {way: changed for way, changed in made.items() if changed != text}


@given(seed=st.integers(0, 2**32), which=st.sampled_from(sorted(SEALED)), again=st.booleans())
@settings(max_examples=60)
def test_no_change_of_a_page_gets_through(seed: int, which: str, again: bool) -> None:
    sealed, rng = SEALED[which], random.Random(seed)
    name = rng.choice([name for name in sorted(sealed.files) if name != MANIFEST])
    for changed in edits(sealed.files[name].decode(), sealed.hash, rng).values():
        files = {**sealed.files, name: changed.encode()}
        refused(files, sealed)
        if again:
            made = digests(files, sealed.hash)
            if made != dict(sealed.files):
                refused(made, sealed)


@pytest.mark.parametrize("which", sorted(SEALED))
def test_zeros_in_the_place_of_the_hash_are_refused_in_each_file_and_in_all(which: str) -> None:
    sealed = SEALED[which]
    carry = [name for name, raw in sealed.files.items() if sealed.hash.encode() in raw and name != MANIFEST]
    assert {"index.html", "edition.txt"} <= set(carry)
    zeroed = {name: sealed.files[name].replace(sealed.hash.encode(), ZEROS.encode()) for name in carry}
    for name in carry:
        refused({**sealed.files, name: zeroed[name]}, sealed)
    refused({**sealed.files, **zeroed}, sealed)
    blind = editions.verify({**sealed.files, **zeroed}, expected=sealed.hash)
    assert any("zeros stand where the hash should" in each for each in blind.problems), "without templates, too"


def test_zeros_that_an_outlet_printed_are_told_from_the_place_of_the_hash() -> None:
    assert all(ZEROS.encode() in NOUGHTS.files[name] for name in ("index.html", "mail.html", "edition.txt", PROOFS))
    found = verdict(dict(NOUGHTS.files), NOUGHTS.hash)
    assert found.ok, found.problems


# Withdrawals


def declared(edition: Edition, ids: set[str], *, titles: bool, reason: str = "") -> dict[str, Any]:
    """The manifest's tree with some Lines declared withdrawn, under leaves that fit the hash."""
    tree = json.loads(to_json(edition))
    lines = {line.id: line for line in edition.lines()}

    def change(value: Any) -> Any:
        if isinstance(value, dict) and value.get("id") in ids and value.get("type") == "quoted":
            made = {"type": "withdrawn", "id": value["id"], "leaf": formats.line_leaf(lines[value["id"]]).hex()}
            return {**made, "reason": reason, "at": "2026-03-05T00:00:00Z"} if reason else made
        if isinstance(value, dict):
            return {key: change(each) for key, each in value.items()}
        return [change(each) for each in value] if isinstance(value, list) else value

    tree = cast("dict[str, Any]", change(tree))
    if titles:
        gone = {span.version_id for id in ids for span in lines[id].spans}  # type: ignore[attr-defined]
        for source in tree["sources"]:
            if source["version_id"] in gone:
                source["withdrawn"], source["title"] = titles_leaf(edition, source["version_id"]), ""
    return tree


def titles_leaf(edition: Edition, id: str) -> str:
    return formats.source_title_leaf(next(each for each in edition.sources if each.version_id == id)).hex()


QUOTED = [line.id for line in PRIVATE.edition.lines() if isinstance(line, QuotedLine)]


@given(ids=st.sets(st.sampled_from(QUOTED), min_size=1), titles=st.booleans(), words=st.booleans(), again=st.booleans())
@settings(max_examples=80)
def test_a_withdrawal_that_somebody_declares_is_never_sound(
    ids: set[str], titles: bool, words: bool, again: bool
) -> None:
    reason = "The minister resigned over this" if words else ""
    tree = declared(PRIVATE.edition, ids, titles=titles, reason=reason)
    raw = json.dumps({"edition": tree, "hash": PRIVATE.hash}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    edition = from_json(json.dumps(tree), Edition)
    assert editions.edition_hash(edition) == PRIVATE.hash, "the hash covers what stood there"
    proofs = tuple(each for each in read(dict(PRIVATE.files))[1])  # type: ignore[index]
    if titles:
        cited = {span.version_id for line in edition.lines() if isinstance(line, QuotedLine) for span in line.spans}
        proofs = tuple(each for each in proofs if each.version_id in cited)
    files = {**seal_anew(edition, PRIVATE.hash, proofs, messages.render).files}
    if not again:
        files[MANIFEST] = raw.encode() + b"\n"
    refused(files, PRIVATE)
    found = verdict(files, PRIVATE.hash)
    said = " ".join([found.words, *found.withdrawn, *found.problems, *found.unproven])
    assert "minister" not in said
    assert all(b"minister" not in content for name, content in files.items() if name != MANIFEST)
    ledger = editions.Ledgered(PRIVATE.edition, {}, "/paper")
    assert not verdict(files, PRIVATE.hash, ledger).ok, "the ledger has not withdrawn it"
    assert not editions.verify(files, render=messages.render).ok, "nor without the hash"


def withdrawn(ids: set[str]) -> tuple[Files, Edition]:
    """A true withdrawal, as the paper makes it."""
    left = editions.without(PRIVATE.edition, ids)
    return dict(seal_anew(left, PRIVATE.hash, editions.proofs(left, VERSIONS), messages.render).files), left


def test_a_true_withdrawal_is_proven_by_the_ledger_and_unproven_without() -> None:
    files, left = withdrawn({"vferry2"})
    gone = [line.id for line in left.lines() if line.words == "[Withdrawn after this edition was printed]"]
    assert gone
    offline = verdict(files, PRIVATE.hash)
    assert not offline.problems
    assert offline.words.startswith("UNPROVEN: this folder says")
    assert "broadsheet verify" in offline.words
    ledger = editions.Ledgered(
        left, dict.fromkeys(gone, "withdrawn on 5 March 2026: at the outlet's request"), "/paper"
    )
    found = verdict(files, PRIVATE.hash, ledger)
    assert found.ok, found.problems
    assert found.words.startswith("Sound in part")
    assert "/paper" in found.words
    assert [each.partition(":")[0] for each in found.withdrawn] == gone
    assert all("request" in each for each in found.withdrawn)


def test_where_all_was_withdrawn_nothing_is_sound_in_part() -> None:
    files, left = withdrawn(set(VERSIONS))
    assert not any(isinstance(line, QuotedLine) for line in left.lines())
    assert verdict(files, PRIVATE.hash).words.startswith("UNPROVEN: this folder says that all")
    found = verdict(files, PRIVATE.hash, editions.Ledgered(left, {}, "/paper"))
    assert found.ok, found.problems
    assert found.words.startswith("Withdrawn: no line")


@given(data=st.data())
@settings(max_examples=150)
def test_the_rest_of_a_true_withdrawal_is_held_to_the_hash(data: st.DataObject) -> None:
    files, left = withdrawn({"vferry2"})
    ledger = editions.Ledgered(left, {}, "/paper")
    name = data.draw(st.sampled_from(sorted(files)))
    if name in (MANIFEST, PROOFS):
        raw = json.dumps(
            mutated(json.loads(files[name]), data.draw), ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )
        changed = {**files, name: raw.encode("utf-8", "surrogatepass") + b"\n"}
    else:
        rng = random.Random(data.draw(st.integers(0, 2**32)))
        made = edits(files[name].decode(), PRIVATE.hash, rng)
        changed = {**files, name: made[data.draw(st.sampled_from(sorted(made)))].encode()}
    try:
        changed = data.draw(st.sampled_from([as_it_is, rendered_under_the_old_hash]))(changed, PRIVATE.hash)
    except (TypeError, AttributeError, KeyError):
        return
    if changed != files:
        found = verdict(changed, PRIVATE.hash, ledger)
        assert not found.ok, found.words


def test_a_title_beside_its_withdrawal_is_refused() -> None:
    _, left = withdrawn({"vferry2"})
    sources = tuple(replace(each, title="All is lost") if each.withdrawn else each for each in left.sources)
    forged = replace(left, sources=sources)
    assert editions.edition_hash(forged) == PRIVATE.hash
    files = dict(seal_anew(forged, PRIVATE.hash, editions.proofs(left, VERSIONS), messages.render).files)
    assert not verdict(files, PRIVATE.hash, editions.Ledgered(left, {}, "/paper")).ok


def test_a_passage_that_no_line_rests_on_is_refused() -> None:
    """Its proof is true, and who has the page can make it; it was not printed."""
    _, left = withdrawn({"vferry2"})
    printed_leaves = {(each.version_id, each.leaf) for each in editions.proofs(left, VERSIONS)}
    page, leaf = next(
        (page, leaf)
        for page in VERSIONS.values()
        for leaf in range(1, len(page.text.blocks) + 1)
        if page.id != "vferry2" and (page.id, leaf) not in printed_leaves
    )
    block = page.text.blocks[leaf - 1]
    hashes = [leaf_hash(each) for each in leaves(page.title, page.text)]
    path = tuple(each.hex() for each in audit_path(hashes, leaf))
    more = BlockProof(page.id, leaf, block.kind, block.start, page.text.of(block), path)
    assert tree_root(hashes).hex() == page.text_hash
    proofs = sorted([*editions.proofs(left, VERSIONS), more], key=lambda each: (each.version_id, each.leaf))
    forged = dict(seal_anew(left, PRIVATE.hash, proofs, messages.render).files)
    found = verdict(forged, PRIVATE.hash, editions.Ledgered(left, {}, "/paper"))
    assert found.problems == (f"proofs.json: no line rests on block {leaf} of {page.url}.",)


# Folders


def laid(folder: Path, files: Files) -> Path:
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def _big(folder: Path) -> None:
    with (folder / "page.css").open("ab") as file:
        file.truncate(60_000_000)


def _link(folder: Path) -> None:
    target = folder.parent / "elsewhere.css"
    (folder / "page.css").rename(target)
    (folder / "page.css").symlink_to(target)


def _folder_with_file(folder: Path) -> None:
    (folder / "a").mkdir()
    (folder / "a" / "index.html").write_text("x")


def _many_files(folder: Path) -> None:
    for number in range(200):
        (folder / f"{number}.txt").touch()


INTRUSIONS: dict[str, Callable[[Path], object]] = {
    "an empty folder": lambda folder: (folder / "more").mkdir(),
    "an empty folder in a hidden one": lambda folder: (folder / ".a" / "b").mkdir(parents=True),
    "a file": lambda folder: (folder / "read-me-first.html").write_text("<p>The hash is another one</p>"),
    "a hidden file": lambda folder: (folder / ".htaccess").write_text("Redirect / https://other.example/"),
    "an empty file": lambda folder: (folder / "x").touch(),
    "a folder with a file": _folder_with_file,
    "a link to itself": lambda folder: (folder / "loop").symlink_to(folder),
    "a link to nothing": lambda folder: (folder / "gone").symlink_to(folder / "nothing"),
    "a file that is a link": _link,
    "a pipe": lambda folder: os.mkfifo(folder / "pipe"),
    "a name that moves the cursor": lambda folder: (folder / "\x1b[1A\nSound: all lines").write_text("x"),
    "a name in no encoding": lambda folder: Path(os.fsdecode(os.fsencode(folder) + b"/\xff")).write_text("x"),
    "a huge file": _big,
    "many files": _many_files,
    "another case": lambda folder: (folder / "Index.html").write_bytes((folder / "index.html").read_bytes()),
}


@pytest.mark.parametrize("kind", sorted(INTRUSIONS))
@pytest.mark.parametrize("which", ["private", "public"])
def test_what_does_not_belong_into_the_folder_is_refused(kind: str, which: str, tmp_path: Path) -> None:
    sealed = SEALED[which]
    folder = laid(tmp_path / "edition", dict(sealed.files))
    assert verify_folder(folder, expected=sealed.hash).ok
    INTRUSIONS[kind](folder)
    for hash in (sealed.hash, sealed.hash[:8], ""):
        found = verify_folder(folder, expected=hash)
        assert not found.ok
        assert found.words.startswith("NOT SOUND")
        assert all(letter.isprintable() for problem in found.problems for letter in problem)


# What is true


@pytest.mark.parametrize("which", sorted(SEALED))
def test_what_was_printed_is_sound(which: str) -> None:
    sealed = SEALED[which]
    files = dict(sealed.files)
    found = verdict(files, sealed.hash)
    assert found.ok, found.problems
    assert found.sealed
    assert editions.verify(files, render=messages.render).ok
    assert editions.verify(files).ok == (which != "noughts"), "what is printed and what is not is told by the templates"
    for digits in (8, 16, 63):
        short = verdict(files, sealed.hash[:digits])
        assert short.ok, short.problems
        assert not short.sealed
        assert f"first {digits} of 64 digits" in short.words
        assert sealed.hash not in short.words, "who copies the whole hash from the folder checks nothing"
    other = "0" if sealed.hash[0] != "0" else "1"
    assert not verdict(files, other + sealed.hash[1:]).ok
    assert not verdict(files, other + sealed.hash[1:8]).ok


def test_pages_of_another_version_of_the_program_are_sound_with_the_hash_and_unproven_without() -> None:
    def older(edition: Edition, proofs: Any, hash: str) -> Any:
        return {name: raw.replace(b"</p>", b"</p >") for name, raw in messages.render(edition, proofs, hash).items()}

    edition = PRIVATE.edition
    made = editions.seal(edition, editions.proofs(edition, VERSIONS), older)
    assert verdict(dict(made.files), made.hash).ok
    assert verdict(dict(made.files), made.hash[:12]).ok
    found = editions.verify(dict(made.files), render=messages.render)
    assert not found.ok
    assert not found.problems
    assert found.words.startswith("UNPROVEN: index.html, mail.html, sources.html are not what this version")


@pytest.mark.parametrize("given", ["3F9A0B1C", " 3f9a0b1c\n", "3f9a0b1c…", "3f9a0b1c...", "sha256:3f9a0b1c"])
def test_a_hash_is_read_as_people_give_it(given: str) -> None:
    assert editions.hash_given(given) == "3f9a0b1c"


@pytest.mark.parametrize("given", ["", "3f9a0b1", "3f9a0b1g", "hello", "a" * 65, "３f9a0b1c", "3f9a 0b1c", "\x1b[2J"])
def test_what_is_no_hash_is_said_to_be_none(given: str) -> None:
    with pytest.raises(InputError) as caught:
        editions.hash_given(given)
    assert "no hash" in caught.value.message
    assert caught.value.message.isprintable()
