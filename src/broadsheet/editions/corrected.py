"""Corrections: what earlier editions printed, and what is to be put right about it. Each says the old words, the headline
that they stood under and the day of the edition; the same words are put right once."""

from __future__ import annotations

from datetime import datetime

from broadsheet.editions.material import CorrectionMaterial, Material
from broadsheet.editions.write import computed, sentences
from broadsheet.editions.write.lines import LineWriter, correction_place
from broadsheet.errors import BrokenEdition
from broadsheet.model import Entry, Gloss, Group, Line, Part, QuotedLine, Section, Span, Version, Words


def section(writer: LineWriter, material: Material) -> Section | None:
    """The corrections of an edition, a paragraph each; None where there are none."""
    groups = [Group("correction", None, lines) for made in _once(material) if (lines := _lines(writer, made, material))]
    return Section(writer.builder.label("Corrections"), (Entry("", "brief", tuple(groups)),)) if groups else None


def _once(material: Material) -> list[CorrectionMaterial]:
    """In the order of print. Of several that say the same, the one about the newest edition; of what was withdrawn one for
    each edition, in the place of its first."""
    in_order = sorted(material.corrections, key=_place)
    told: set[object] = set()
    found: list[CorrectionMaterial] = []
    for made in sorted(in_order, key=lambda each: each.edition_date, reverse=True):
        if _said(made) not in told:
            told.add(_said(made))
            found.append(made)
    return sorted(found, key=_place)


def _said(made: CorrectionMaterial) -> object:
    """What a correction says, whatever Line it is about."""
    correction = made.correction
    if correction.kind == "withdrawn":
        return correction.edition_hash
    if correction.kind == "reader":
        return correction.edition_hash, correction.line_id, correction.words
    old, new = _words(made.before, made.old), _words(made.version, made.span)
    return made.outlet_id, old or correction.version_id, new


def _words(version: Version | None, span: Span | None) -> str:
    if version is None or span is None:
        return ""
    text = version.title if span.field == "title" else version.text.content
    return sentences.key(text[span.start : span.end])


def _place(made: CorrectionMaterial) -> tuple[str, str, int, datetime, str]:
    """What is corrected, in the order of print: the ids of Lines are numbers behind a letter."""
    correction = made.correction
    number = int(correction.line_id.removeprefix("L"))
    return made.edition_date, correction.edition_hash, number, correction.at, correction.id


def _lines(writer: LineWriter, made: CorrectionMaterial, material: Material) -> tuple[Line, ...]:
    kind = made.correction.kind
    if kind == "withdrawn":
        same = [each for each in material.corrections if each.correction.edition_hash == made.correction.edition_hash]
        gone = sorted((each for each in same if each.correction.kind == "withdrawn"), key=_place)
        return (_computed(writer, made, lines=tuple(dict.fromkeys(each.correction.line_id for each in gone))),)
    quoted = _quoted(writer, made)
    if kind == "reader":
        return (quoted, _computed(writer, made, quoted=True)) if quoted else (_computed(writer, made),)
    return (quoted or _computed(writer, made),)


def _computed(
    writer: LineWriter, made: CorrectionMaterial, *, lines: tuple[str, ...] = (), quoted: bool = False
) -> Line:
    """The correction as a computed Line; behind a `quoted` one it only says what is right."""
    outlet = writer.outlets.get(made.outlet_id)
    inputs: computed.Inputs = (
        ("edition", (made.edition_date,)), ("folder", (made.folder,)), ("line", lines or (made.correction.line_id,)),
        ("kind", (made.correction.kind,)), ("outlet", (outlet.in_text or outlet.name if outlet else "an outlet",)),
        ("words", (made.correction.words,)), ("said", (made.said,)), ("behind", ("quoted",) if quoted else ()),
        ("changed", ("yes",) if made.old else ()),
    )  # fmt: skip
    return writer.builder.computed("correction", inputs, computed.text_of("correction", inputs))


def _quoted(writer: LineWriter, made: CorrectionMaterial) -> QuotedLine | None:
    """The old words where they stood, and what stands there now; None where it cannot be quoted whole."""
    before = made.before
    if before is None or before.outlet_id not in writer.outlets:
        return None
    try:
        parts = _standing(writer, made, before) if made.old is None else _changed(writer, made, before, made.old)
    except BrokenEdition:
        return None
    return writer.builder.quoted("correction", (_gloss(made), *parts)) if parts else None


def _gloss(made: CorrectionMaterial) -> Gloss:
    inputs = (("edition", made.edition_date), ("line", made.correction.line_id), ("folder", made.folder))
    return Gloss("correction-place", inputs, correction_place(made.edition_date, made.correction.line_id))


def _standing(writer: LineWriter, made: CorrectionMaterial, before: Version) -> tuple[Part, ...]:
    """An article that was edited, and nothing of it that was cited."""
    return (
        *_under(writer, made, before), Words(": "), writer.outlet(before), Words(" has edited its report since ("),
        writer.title(before), Words("); what was cited of it still stands."),
    )  # fmt: skip


def _changed(writer: LineWriter, made: CorrectionMaterial, before: Version, old: Span) -> tuple[Part, ...]:
    was = _cut(writer, before, old)
    if not was:
        return ()
    had = " had the headline: " if old.field == "title" else " had: "
    parts: tuple[Part, ...] = (
        *_under(writer, made, before), Words(", "), writer.outlet(before), Words(had), *was, *_stop(was)
    )  # fmt: skip
    if made.correction.kind == "reader":
        return parts
    now = _cut(writer, made.version, made.span) if made.version is not None and made.span is not None else ()
    if now:
        return (*parts, Words(" It now has: "), *now, *_stop(now))
    return (*parts, Words(" It has these words no more."))


def _under(writer: LineWriter, made: CorrectionMaterial, before: Version) -> tuple[Part, ...]:
    """Under which headline; nothing where the words are that headline, or where it is not kept."""
    over = made.headline
    title = made.old is not None and made.old.field == "title"
    if over is None or over.outlet_id not in writer.outlets or (title and over.article_id == before.article_id):
        return ()
    return (Words(", under "), writer.title(over), Words(" — "), writer.named(over))


def _cut(writer: LineWriter, version: Version, span: Span) -> tuple[Part, ...]:
    if span.field == "title":
        return (writer.builder.slot("headline", span),)
    cut = sentences.parts(writer.builder, version, span.start, span.end, name="sentence", zone=writer.zone)
    return cut or ()


def _stop(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """A full stop where the words do not end with one of their own."""
    return () if parts[-1].printed.rstrip("”\"’'")[-1:] in (".", "!", "?", "…") else (Words("."),)
