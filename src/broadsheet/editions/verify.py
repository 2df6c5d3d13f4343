"""Is every Line of an edition what its sources say? Nothing is needed but the files of its folder.

Checked are: the hash; that every file is the one that was hashed; each proof up to its text's hash; each Slot against
its proof, quotation marks included; each computed Line by its rule; each Line as it stands in each rendering.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from broadsheet.editions import computed
from broadsheet.editions.lines import correction_place, time_in_words
from broadsheet.editions.seal import MANIFEST, PROOFS, Manifest, Render, blanked, edition_hash, seal_anew
from broadsheet.errors import InputError
from broadsheet.model import (
    BlockProof,
    Cited,
    ComputedLine,
    Edition,
    Gloss,
    Line,
    OutletName,
    QuotedLine,
    Slot,
    WithdrawnLine,
    Words,
)
from broadsheet.text import relative
from broadsheet.text.codec import from_json, to_json
from broadsheet.text.hashing import block_leaf, leaf_hash, root_from_path, sha256_hex, title_leaf
from broadsheet.text.quotations import covered

MARKS = '“”"„«»「」'


@dataclass(frozen=True, slots=True)
class Verdict:
    """`sealed` says whether a hash from outside was given, so that any change would have been found."""

    ok: bool
    sealed: bool
    hash: str
    lines: int
    problems: tuple[str, ...]
    public: bool = False
    withdrawn: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        if not self.ok:
            return (
                f"NOT SOUND: {len(self.problems)} {'thing does' if len(self.problems) == 1 else 'things do'} not fit."
            )
        if self.withdrawn:
            rest = self.lines - len(self.withdrawn)
            return (
                f"Sound in part: {len(self.withdrawn)} of {self.lines} lines {'was' if len(self.withdrawn) == 1 else 'were'} "
                f"withdrawn after they were printed; the hash covers what stood there, and nobody can read it any more. The other {rest} "
                f"are as printed and as their sources had them{'' if self.sealed else ', as far as that shows without the hash (--hash)'}. The pages were made "
                "anew from them."
            )
        if self.public:
            return (
                f"Consistent: all {self.lines} lines fit their renderings{' and the hash' if self.sealed else ''}. This is a public edition: "
                "it carries the proofs of its headlines, not of the sentences, whose texts are their publishers'."
            )
        if self.sealed:
            return f"Sound: all {self.lines} lines are as printed and as their sources had them. Nothing was changed since hash {self.hash} was made."
        return (
            f"Consistent: all {self.lines} lines fit their proofs and their renderings. Without the hash that page or mail carry, "
            "this does not show that nobody made all of it anew: give it with --hash."
        )


def verify(files: Mapping[str, bytes], *, expected: str = "", render: Render | None = None) -> Verdict:
    """Checks the files of an edition's folder, by name. What does not fit is named; nothing is raised.

    Where Lines were withdrawn, the files are not those that were hashed: with `render` they are made again from manifest
    and proofs and compared; without it that is a problem.
    """
    problems: list[str] = []
    try:
        manifest = from_json(files[MANIFEST], Manifest, what=MANIFEST)
        proofs = from_json(files[PROOFS], tuple[BlockProof, ...], what=PROOFS)
    except KeyError as error:
        return Verdict(False, bool(expected), "", 0, (f"{error.args[0]} is missing.",))
    except InputError as error:
        return Verdict(False, bool(expected), "", 0, (str(error),))
    edition = manifest.edition
    problems += _hashes(files, manifest, expected)
    problems += _made_anew(files, manifest, proofs, render)
    problems += _proofs(edition, proofs)
    for line in edition.lines():
        problems += _line(line, edition, proofs)
    problems += _renderings(files, edition)
    lines = len(edition.lines())
    gone = tuple(f"{line.id}: {line.words}" for line in edition.lines() if isinstance(line, WithdrawnLine))
    return Verdict(not problems, bool(expected), manifest.hash, lines, tuple(problems), edition.form == "public", gone)


def _hashes(files: Mapping[str, bytes], manifest: Manifest, expected: str) -> Iterator[str]:
    try:
        found = edition_hash(manifest.edition)
    except ValueError as error:
        yield f"{MANIFEST}: {error}."
        return
    anew = _is_withdrawn(manifest.edition)
    if found != manifest.hash:
        yield f"{MANIFEST}: its lines have the hash {found}, not {manifest.hash} as it says."
    if expected and expected != manifest.hash:
        yield f"{MANIFEST}: the hash is {manifest.hash}, not {expected} as you gave it."
    if to_json(manifest) + b"\n" != files[MANIFEST]:
        yield f"{MANIFEST}: it is not in canonical form."
    known = {each.name: each.sha256 for each in manifest.edition.files}
    for name in sorted(set(files) - {MANIFEST} - set(known)):
        yield f"{name}: this file does not belong to the edition."
    for name, digest in known.items():
        if name not in files:
            yield f"{name}: this file is missing."
        elif not anew and sha256_hex(blanked(files[name], manifest.hash)) != digest:
            yield f"{name}: it was changed since the edition was made."


def _is_withdrawn(edition: Edition) -> bool:
    return any(isinstance(line, WithdrawnLine) for line in edition.lines()) or any(
        source.withdrawn for source in edition.sources
    )


def _made_anew(
    files: Mapping[str, bytes], manifest: Manifest, proofs: tuple[BlockProof, ...], render: Render | None
) -> Iterator[str]:
    """The files of an edition of which Lines were withdrawn, against what its Lines and proofs give."""
    if not _is_withdrawn(manifest.edition):
        return
    if render is None:
        yield "lines were withdrawn, and nothing is at hand to make the pages again and compare them."
        return
    for name, content in seal_anew(manifest.edition, manifest.hash, proofs, render).files.items():
        if name in files and files[name] != content:
            yield f"{name}: it is not what the lines and proofs give; it was changed, or written by another version of this program."


def _proofs(edition: Edition, proofs: tuple[BlockProof, ...]) -> Iterator[str]:
    sources = {source.version_id: source for source in edition.sources}
    titles = {proof.version_id for proof in proofs if proof.leaf == 0}
    for proof in proofs:
        source = sources.get(proof.version_id)
        if source is None:
            yield f"{PROOFS}: a proof is of {proof.version_id}, which the edition does not cite."
        elif source.withdrawn:
            yield f"{PROOFS}: a proof still has words of {source.url}, which was withdrawn."
        elif not _proves(proof, source):
            yield f"{PROOFS}: block {proof.leaf} of {source.url} does not lead to its text's hash."
        elif proof.leaf == 0 and proof.text != source.title:
            yield f"{MANIFEST}: the title of {source.url} is not the one that is proven."
    for id in sorted(id for id in set(sources) - titles if not sources[id].withdrawn):
        yield f"{PROOFS}: the title of {sources[id].url} is not proven."


def _proves(proof: BlockProof, source: Cited) -> bool:
    data = title_leaf(proof.text) if proof.leaf == 0 else block_leaf(proof.kind, proof.start, proof.text)
    try:
        path = [bytes.fromhex(each) for each in proof.path]
    except ValueError:
        return False
    root = root_from_path(leaf_hash(data), proof.leaf, source.leaves, path)
    return root is not None and root.hex() == source.text_hash


def _line(line: Line, edition: Edition, proofs: tuple[BlockProof, ...]) -> Iterator[str]:
    if isinstance(line, ComputedLine):
        try:
            words = computed.text_of(line.rule, line.inputs)
        except (KeyError, ValueError, IndexError) as error:
            yield f"{line.id}: its rule {line.rule!r} cannot be computed ({error})."
            return
        if words != line.text:
            yield f"{line.id}: the rule {line.rule} gives “{words}”, printed is “{line.text}”."
    if isinstance(line, QuotedLine):
        sources = {source.version_id: source for source in edition.sources}
        for part in line.parts:
            yield from _part(line, part, edition, sources, proofs)


def _part(
    line: QuotedLine, part: object, edition: Edition, sources: Mapping[str, Cited], proofs: tuple[BlockProof, ...]
) -> Iterator[str]:
    if isinstance(part, Slot):
        source = sources.get(part.span.version_id)
        block = _block(part, proofs)
        if source is not None and block is None and edition.form == "public" and part.span.field == "text":
            return  # the whole block that would prove it is not the public's to read
        if source is None or block is None:
            yield f"{line.id}: what “{part.text[:50]}” rests on is not proven."
            return
        begin = part.span.start - block.start
        if block.text[begin : part.span.end - block.start] != part.text:
            yield f"{line.id}: the source has other words than “{part.text[:50]}”."
        if part.quoted and not _is_quoted(part, block):
            yield f"{line.id}: “{part.text[:50]}” does not stand in quotation marks in the source."
        if not any(isinstance(each, OutletName) and each.outlet_id == source.outlet_id for each in line.parts):
            yield f"{line.id}: the outlet of “{part.text[:50]}” is not named."
    elif isinstance(part, OutletName):
        outlet = next((each for each in edition.outlets if each.id == part.outlet_id), None)
        names = {outlet.name, outlet.in_text} if outlet else set()
        if part.text not in names | {name[:1].upper() + name[1:] for name in names}:
            yield f"{line.id}: {part.text!r} is not how the edition names {part.outlet_id}."
    elif isinstance(part, Gloss):
        yield from _gloss(line, part, sources)
    elif isinstance(part, Words) and any(mark in part.text for mark in MARKS):
        yield f"{line.id}: fixed words hold quotation marks."


def _block(slot: Slot, proofs: tuple[BlockProof, ...]) -> BlockProof | None:
    for proof in proofs:
        same = proof.version_id == slot.span.version_id and (proof.leaf == 0) == (slot.span.field == "title")
        if same and proof.start <= slot.span.start and slot.span.end <= proof.start + len(proof.text):
            return proof
    return None


def _is_quoted(slot: Slot, block: BlockProof) -> bool:
    start, end = slot.span.start - block.start, slot.span.end - block.start
    return any(one <= start and end <= two for one, two in covered(block.text))


def _gloss(line: QuotedLine, gloss: Gloss, sources: Mapping[str, Cited]) -> Iterator[str]:
    given = dict(gloss.inputs)
    try:
        if gloss.rule == "relative-date":
            words = f" [{relative.gloss(given['words'], given['rule'], date.fromisoformat(given['written']))}]"
        elif gloss.rule == "published":
            words = time_in_words(given["published"], given["zone"])
            cited = [sources[span.version_id].published for span in line.spans if span.version_id in sources]
            if given["published"] not in [each.iso() for each in cited if each]:
                yield f"{line.id}: its source was not published at {given['published']}."
        elif gloss.rule == "correction-place":
            words = correction_place(given["edition"], given["line"])
        else:
            words = ""
    except (KeyError, ValueError) as error:
        yield f"{line.id}: its gloss {gloss.text!r} cannot be computed ({error})."
        return
    if words != gloss.text:
        yield f"{line.id}: the gloss should be {words!r}, printed is {gloss.text!r}."


_TAG = re.compile(r"<[^>]*>")
_HTML_LINE = re.compile(
    r"<(?P<tag>\w+)[^>]*\sdata-line=\"(?P<id>L\d+)\"[^>]*>(?P<body>.*?)<!--/(?P=id)--></(?P=tag)>", re.DOTALL
)


def _renderings(files: Mapping[str, bytes], edition: Edition) -> Iterator[str]:
    """Each Line read back out of each rendering: from HTML by its id, from plain text in the order of print."""
    lines = edition.lines()
    for name, content in sorted(files.items()):
        try:
            if name.endswith(".html") and name != "sources.html":
                yield from _in_html(name, content.decode("utf-8"), lines)
            elif name.endswith(".txt"):
                yield from _in_text(name, content.decode("utf-8"), lines)
        except UnicodeDecodeError:
            yield f"{name}: it is not UTF-8."


def _in_html(name: str, page: str, lines: tuple[Line, ...]) -> Iterator[str]:
    found = {match["id"]: _squeezed(html.unescape(_TAG.sub("", match["body"]))) for match in _HTML_LINE.finditer(page)}
    for line in lines:
        if line.id not in found:
            yield f"{name}: line {line.id} is missing."
        elif found[line.id] != _squeezed(line.words):
            yield f"{name}: line {line.id} reads “{found[line.id][:80]}”, not “{line.words[:80]}”."
    for id in sorted(set(found) - {line.id for line in lines}):
        yield f"{name}: line {id} does not belong to the edition."


def _in_text(name: str, text: str, lines: tuple[Line, ...]) -> Iterator[str]:
    whole, at = _squeezed(text), 0
    for line in lines:
        words = _squeezed(line.words)
        place = whole.find(words, at)
        if place < 0:
            yield f"{name}: line {line.id} does not stand there as “{words[:80]}”, in its order."
        else:
            at = place + len(words)


def _squeezed(words: str) -> str:
    return " ".join(words.split())


__all__ = ["Verdict", "verify"]
