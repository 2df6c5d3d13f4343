"""Lines against their proofs: each proof up to its text's hash, each Slot in its block, each computed Line by its rule.

Nothing may lie there that no Line rests on: a proof too many would be printed among the cited passages.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from broadsheet import languages
from broadsheet.editions.check.seal import MANIFEST, PROOFS
from broadsheet.editions.write import computed
from broadsheet.editions.write.lines import correction_place, time_in_words
from broadsheet.formats import is_hash
from broadsheet.model import (
    BlockProof,
    Cited,
    ComputedLine,
    Edition,
    Gloss,
    OutletName,
    QuotedLine,
    Slot,
    WithdrawnLine,
    Words,
)
from broadsheet.text.hashing import block_leaf, leaf_hash, root_from_path, title_leaf
from broadsheet.text.quotations import DOUBLE, covered

MARKS = DOUBLE
SLOTS = frozenset({"speaker", "role", "cue", "content", "sentence", "reported", "headline"})
_FILE = re.compile(r"[a-z][a-z0-9-]*\.[a-z0-9]+")
_DEEPEST = 64  # siblings of a path: no text has 2 to the 64 blocks
# What a rule may raise over inputs that a forger chose: ZoneInfo opens files, dates overflow.
_FAULTS = (KeyError, ValueError, IndexError, TypeError, OverflowError, OSError)


def check(edition: Edition, proofs: Sequence[BlockProof]) -> Iterator[str]:
    """Names what does not fit between an edition and the proofs in its folder."""
    found = _Evidence(edition, proofs)
    yield from _order(edition)
    yield from found.proofs()
    for line in edition.lines():
        if isinstance(line, ComputedLine):
            yield from _computed(line)
        elif isinstance(line, QuotedLine):
            yield from found.line(line)
    yield from found.unused()


def _order(edition: Edition) -> Iterator[str]:
    """What has but one form in an edition as it is made: numbers, lists, names of files."""
    lines = edition.lines()
    if [line.id for line in lines] != [f"L{number}" for number in range(1, len(lines) + 1)]:
        yield f"{MANIFEST}: its lines are not numbered in the order of print."
    cited = {span.version_id for line in lines if isinstance(line, QuotedLine) for span in line.spans}
    sources = [source.version_id for source in edition.sources]
    withdrawn = any(isinstance(line, WithdrawnLine) for line in lines)
    if sources != sorted(set(sources)) or (set(sources) != cited and not withdrawn):
        yield f"{MANIFEST}: its sources are not those that its lines cite, each once and in order."
    outlets = [outlet.id for outlet in edition.outlets]
    if outlets != sorted({source.outlet_id for source in edition.sources}):
        yield f"{MANIFEST}: its outlets are not those of its sources, each once and in order."
    names = [each.name for each in edition.files]
    if names != sorted(set(names)) or not all(_FILE.fullmatch(name) for name in names):
        yield f"{MANIFEST}: its files are not named as an edition's files are, each once and in order."


class _Evidence:
    """The proofs of one edition, found by what they prove."""

    def __init__(self, edition: Edition, proofs: Sequence[BlockProof]) -> None:
        self._edition = edition
        self._proofs = proofs
        self._sources = {source.version_id: source for source in edition.sources}
        self._names: dict[str, set[str]] = {}
        for outlet in edition.outlets:
            names = {outlet.name, outlet.in_text}
            self._names[outlet.id] = names | {name[:1].upper() + name[1:] for name in names}
        self._blocks: dict[tuple[str, bool], list[BlockProof]] = {}
        for proof in sorted(proofs, key=lambda each: each.start):
            self._blocks.setdefault((proof.version_id, proof.leaf == 0), []).append(proof)
        self._insides: dict[tuple[str, int], tuple[tuple[int, int], ...]] = {}
        self._used: set[tuple[str, int]] = set()

    def proofs(self) -> Iterator[str]:
        """Each proof by itself, and that each cited title has one."""
        keys = [(proof.version_id, proof.leaf) for proof in self._proofs]
        if keys != sorted(set(keys)):
            yield f"{PROOFS}: its proofs do not stand there each once and in order."
        for proof in self._proofs:
            source = self._sources.get(proof.version_id)
            if source is None:
                yield f"{PROOFS}: a proof is of {proof.version_id}, which the edition does not cite."
            elif source.withdrawn:
                yield f"{PROOFS}: a proof still has words of {source.url}, which was withdrawn."
            elif not _proves(proof, source):
                yield f"{PROOFS}: block {proof.leaf} of {source.url} does not lead to its text's hash."
            elif proof.leaf == 0 and proof.text != source.title:
                yield f"{MANIFEST}: the title of {source.url} is not the one that is proven."
        for id, source in sorted(self._sources.items()):
            if not source.withdrawn and (id, True) not in self._blocks:
                yield f"{PROOFS}: the title of {source.url} is not proven."

    def unused(self) -> Iterator[str]:
        """Proofs that no Line rests on, once all Lines were looked at."""
        for proof in self._proofs:
            source = self._sources.get(proof.version_id)
            if proof.leaf and source is not None and (proof.version_id, proof.leaf) not in self._used:
                yield f"{PROOFS}: no line rests on block {proof.leaf} of {source.url}."

    def line(self, line: QuotedLine) -> Iterator[str]:
        named = {part.outlet_id for part in line.parts if isinstance(part, OutletName)}
        for part in line.parts:
            if isinstance(part, Slot):
                yield from self._slot(line, part, named)
            elif isinstance(part, OutletName):
                if part.text not in self._names.get(part.outlet_id, ()):
                    yield f"{line.id}: {part.text!r} is not how the edition names {part.outlet_id}."
            elif isinstance(part, Gloss):
                yield from self._gloss(line, part)
            elif isinstance(part, Words):
                yield from _fixed(line, part)

    def _slot(self, line: QuotedLine, slot: Slot, named: set[str]) -> Iterator[str]:
        if slot.name not in SLOTS:
            yield f"{line.id}: no slot is called {slot.name!r}."
        source = self._sources.get(slot.span.version_id)
        block = self._block(slot)
        if source is not None and block is None and self._edition.form == "public" and slot.span.field == "text":
            return  # the whole block that would prove it is not the public's to read
        if source is None or block is None:
            yield f"{line.id}: what “{slot.text[:50]}” rests on is not proven."
            return
        self._used.add((block.version_id, block.leaf))
        start, end = slot.span.start - block.start, slot.span.end - block.start
        if block.text[start:end] != slot.text:
            yield f"{line.id}: the source has other words than “{slot.text[:50]}”."
        if slot.quoted and not any(one <= start and end <= two for one, two in self._inside(block)):
            yield f"{line.id}: “{slot.text[:50]}” does not stand in quotation marks in the source."
        if source.outlet_id not in named:
            yield f"{line.id}: the outlet of “{slot.text[:50]}” is not named."

    def _block(self, slot: Slot) -> BlockProof | None:
        blocks = self._blocks.get((slot.span.version_id, slot.span.field == "title"), [])
        at = bisect_right(blocks, slot.span.start, key=lambda each: each.start) - 1
        fits = at >= 0 and slot.span.end <= blocks[at].start + len(blocks[at].text)
        return blocks[at] if fits else None

    def _inside(self, block: BlockProof) -> tuple[tuple[int, int], ...]:
        key = (block.version_id, block.leaf)
        if key not in self._insides:
            self._insides[key] = covered(block.text, following=None)  # the next block need not be cited
        return self._insides[key]

    def _gloss(self, line: QuotedLine, gloss: Gloss) -> Iterator[str]:
        rule = _GLOSSES.get(gloss.rule)
        try:
            words = rule(dict(gloss.inputs)) if rule else ""
        except _FAULTS as error:
            yield f"{line.id}: its gloss {gloss.text!r} cannot be computed ({error})."
            return
        if gloss.rule == "published":
            cited = [
                self._sources[span.version_id].published for span in line.spans if span.version_id in self._sources
            ]
            given = dict(gloss.inputs)["published"]
            if given not in [each.iso() for each in cited if each]:
                yield f"{line.id}: its source was not published at {given}."
        if words != gloss.text or rule is None:
            yield f"{line.id}: the gloss should be {words!r}, printed is {gloss.text!r}."


def _relative(given: dict[str, str]) -> str:
    spoken_in = languages.of(given.get("language", ""))
    return f" [{spoken_in.gloss(given['words'], given['rule'], date.fromisoformat(given['written']))}]"


_GLOSSES: dict[str, Callable[[dict[str, str]], str]] = {
    "relative-date": _relative,
    "published": lambda given: time_in_words(given["published"], given["zone"]),
    "correction-place": lambda given: correction_place(given["edition"], given["line"]),
}


def _computed(line: ComputedLine) -> Iterator[str]:
    try:
        words = computed.text_of(line.rule, line.inputs)
    except _FAULTS as error:
        yield f"{line.id}: its rule {line.rule!r} cannot be computed ({error})."
        return
    if words != line.text:
        yield f"{line.id}: the rule {line.rule} gives “{words}”, printed is “{line.text}”."


def _fixed(line: QuotedLine, words: Words) -> Iterator[str]:
    """Fixed words are ours: plain English, in letters that look like what they are."""
    if any(mark in words.text for mark in MARKS):
        yield f"{line.id}: fixed words hold quotation marks."
    if any(unicodedata.category(letter)[0] == "C" for letter in words.text):
        yield f"{line.id}: fixed words hold what cannot be seen."
    if any(letter.isalpha() and not letter.isascii() for letter in words.text):
        yield f"{line.id}: fixed words hold letters that look like others."


def _proves(proof: BlockProof, source: Cited) -> bool:
    if len(proof.path) > _DEEPEST or not all(map(is_hash, proof.path)):
        return False
    if proof.leaf == 0 and (proof.kind, proof.start) != ("title", 0):
        return False
    data = title_leaf(proof.text) if proof.leaf == 0 else block_leaf(proof.kind, proof.start, proof.text)
    path = [bytes.fromhex(each) for each in proof.path]
    root = root_from_path(leaf_hash(data), proof.leaf, source.leaves, path)
    return root is not None and root.hex() == source.text_hash


__all__ = ["SLOTS", "check"]
