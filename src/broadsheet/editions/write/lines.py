"""Templates: fixed words of ours around Slots, several for each job, chosen by turn so that none comes twice in a row.

Wherever words are taken from an outlet, the outlet is named in the same Line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from broadsheet import languages
from broadsheet.editions.select import surnames
from broadsheet.editions.select.filters import has_word
from broadsheet.editions.write import attributed_speech, sentences
from broadsheet.editions.write.build import Builder
from broadsheet.editions.write.computed import clock_time
from broadsheet.errors import BrokenEdition
from broadsheet.languages.dates_in_words.months import day_in_words
from broadsheet.model import Gloss, Line, Moment, Outlet, OutletName, Part, QuotedLine, Slot, Span, Version, Words
from broadsheet.text.times import local

FEED_ONLY = " (known from its feed only)"
_OPENING = 300  # characters within which the opening sentence of a report without a headline is looked for


@dataclass(slots=True)
class LineWriter:
    """Writes quoted Lines for one edition; remembers the last template and whom it has introduced. Sentences with one
    of the `unwanted` words are not written."""

    builder: Builder
    outlets: dict[str, Outlet]
    zone: ZoneInfo
    unwanted: tuple[str, ...] = ()
    _last: str = ""
    _introduced: set[str] = field(default_factory=set)

    def begin_entry(self) -> None:
        """Each story introduces its people anew."""
        self._introduced.clear()

    def outlet(self, version: Version, *, first: bool = False) -> OutletName:
        """The outlet as running text has it, with a capital where it begins a sentence."""
        outlet = self.outlets[version.outlet_id]
        name = outlet.in_text or outlet.name
        return OutletName(outlet.id, name[0].upper() + name[1:] if first else name)

    def named(self, version: Version) -> OutletName:
        """The outlet as it stands over its own pages, for lists and titles."""
        outlet = self.outlets[version.outlet_id]
        return OutletName(outlet.id, outlet.name)

    def credit(self, version: Version) -> tuple[Part, ...]:
        """``{outlet} reports``, and how we know it where its page was not read."""
        more = (Words(FEED_ONLY),) if version.access == "feed-only" else ()
        return (self.outlet(version), Words(" reports"), *more)

    def _turn(self, *names: str) -> str:
        """The first of the templates that was not used just before."""
        chosen = next((name for name in names if name != self._last), names[0])
        self._last = chosen
        return chosen

    # Whole sentences

    def can_print(self, sentence: sentences.Sentence) -> bool:
        """Whether every date in the sentence can be glossed, and no unwanted word stands in it."""
        return not self._is_unwanted(sentence.words) and (
            sentences.parts(
                self.builder, sentence.version, sentence.start, sentence.end, name="sentence", zone=self.zone
            )
            is not None
        )

    def _is_unwanted(self, words: str) -> bool:
        return any(has_word(each, words) for each in self.unwanted)

    def sentence(self, version: Version, start: int, end: int) -> QuotedLine | None:
        """An outlet's sentence with the outlet on the Line; None where a date in it cannot be glossed, or where it has an
        unwanted word."""
        text = version.text.content[start:end]
        if self._is_unwanted(text):
            return None
        ends_plain = text.endswith(".") and not text.endswith("..")
        names: tuple[str, ...] = ("sentence-reports", "sentence-bracket", "sentence-colon")
        if not ends_plain:
            names = ("sentence-colon",)
        elif len(text.split()) > 32:
            names = ("sentence-bracket", "sentence-colon")
        stop = end - 1 if ends_plain else end
        if ends_plain and self._names_itself(version, text):
            names = ("sentence-bracket",)
        template = self._turn(*names)
        if template == "sentence-colon":
            stop = end
        cut = sentences.parts(self.builder, version, start, stop, name="sentence", zone=self.zone)
        if cut is None:
            return None
        if template == "sentence-reports":
            parts: tuple[Part, ...] = (*cut, Words(", "), *self.credit(version), Words("."))
        elif template == "sentence-bracket":
            more = (Words(FEED_ONLY.replace(" (", ", ").rstrip(")")),) if version.access == "feed-only" else ()
            parts = (*cut, Words(" ("), self.outlet(version), *more, Words(")."))
        else:
            more = (Words(FEED_ONLY),) if version.access == "feed-only" else ()
            parts = (self.outlet(version, first=True), *more, Words(": "), *cut)
        return self.builder.quoted(template, parts)

    def colon(self, version: Version, start: int, end: int, *, author: Span | None = None) -> Line | None:
        """An outlet's sentence behind its name, or behind its author's and its own: the form for opinion."""
        cut = sentences.parts(self.builder, version, start, end, name="sentence", zone=self.zone)
        if cut is None:
            return None
        self._last = "sentence-colon"
        named: tuple[Part, ...] = (self.outlet(version, first=True),)
        if author is not None:
            named = (self.builder.slot("speaker", author), Words(" in "), self.outlet(version))
        return self.builder.quoted("sentence-colon", (*named, Words(": "), *cut))

    def _names_itself(self, version: Version, words: str) -> bool:
        """Whether the words name their own outlet, so that "reports" behind them would say it twice."""
        outlet = self.outlets[version.outlet_id]
        return any(name and name.removeprefix("the ") in words for name in (outlet.in_text, outlet.name))

    # Speech

    def speech(self, printable: attributed_speech.PrintableStatement) -> QuotedLine | None:
        """A Statement with speaker, cue and outlet; None where it cannot be printed whole or a Span of it does not hold."""
        introduced = set(self._introduced)
        try:
            line = self._quotation(printable) if printable.quoted else self._reported(printable)
        except BrokenEdition:
            return None
        taken = " ".join(part.text for part in line.parts if isinstance(part, Slot)) if line is not None else ""
        if self._is_unwanted(taken):
            self._introduced = introduced
            return None
        return line

    def _is_introduced(self, speaker: str) -> bool:
        return any(
            speaker == known or speaker.endswith(f" {known}") or known.endswith(f" {speaker}")
            for known in self._introduced
        )

    def _name(self, printable: attributed_speech.PrintableStatement) -> tuple[tuple[Part, ...], bool]:
        how = attributed_speech.naming(printable, introduced=self._is_introduced(printable.statement.speaker))
        parts: list[Part] = [self.builder.slot("speaker", how.name)]
        if how.article:
            parts.insert(0, Words("The "))
        if how.role:
            parts += [Words(", the " if how.definite else ", "), self.builder.slot("role", how.role)]
        return tuple(parts), how.closed

    def _quotation(self, printable: attributed_speech.PrintableStatement) -> QuotedLine | None:
        cue = attributed_speech.cue_span(printable)
        if cue is None:
            return None
        version = printable.version
        text = version.text.content
        name, closed = self._name(printable)
        said: tuple[Part, ...] = (*name, Words(", " if closed else " "), self.builder.slot("cue", cue))
        rest = printable.quoted[1:]
        if rest:
            templates: tuple[str, ...] = ("speech-split", "speech-pieces")
        else:
            templates = ("speech-first", "speech-last", "speech-according")
        if self._names_itself(version, text[cue.start : cue.end]):
            templates = ("speech-split-bracket",) if rest else ("speech-bracket",)
        template = self._turn(*templates)
        if said[0] == Words("The ") and template not in ("speech-first", "speech-pieces"):
            said = (Words("the "), *said[1:])
        parts = self._arranged(template, printable, said)
        self._introduced.add(printable.statement.speaker)
        return self.builder.quoted(template, parts)

    def _arranged(
        self, template: str, printable: attributed_speech.PrintableStatement, said: tuple[Part, ...]
    ) -> tuple[Part, ...]:
        """Quotation, speaker and outlet in the order of a template. `said` is the speaker with the cue."""
        version, (first, *rest) = printable.version, printable.quoted

        def spoken(*spans: Span, stop: bool = False, behind: str = "") -> Iterator[Part]:
            for span in spans:
                yield from (Words(" "), *self._spoken(version.text.content, span, stop=stop))
                yield from (Words(behind),) if behind else ()

        def opening(*, stop: bool = False) -> tuple[Part, ...]:
            return self._spoken(version.text.content, first, stop=stop)

        def credited() -> tuple[Part, ...]:
            return Words(", "), *self.credit(version), Words(".")

        def bracketed() -> tuple[Part, ...]:
            return Words(" ("), self.outlet(version), Words(").")

        match template:
            case "speech-split":
                credit = (Words(", "), *self.credit(version), Words(":"))
                return *opening(), Words(", "), *said, *credit, *spoken(*rest, stop=True)
            case "speech-split-bracket":
                told = (*spoken(*rest[:-1], behind=" …"), *spoken(rest[-1]))
                return *opening(), Words(", "), *said, Words(":"), *told, *bracketed()
            case "speech-pieces":
                return *said, Words(":"), *spoken(first, *rest[:-1], behind=" …"), *spoken(rest[-1]), *credited()
            case "speech-last":
                return *opening(), Words(", "), *said, *credited()
            case "speech-bracket":
                return *opening(), Words(", "), *said, *bracketed()
            case "speech-according":
                outlet = (Words("According to "), self.outlet(version), Words(", "))
                return *outlet, *said, Words(": "), *opening(stop=True)
        return *said, Words(": "), *opening(), *credited()

    def _spoken(self, text: str, span: Span, *, stop: bool) -> tuple[Part, ...]:
        """Words inside quotation marks; their full stop goes where our sentence goes on, and is printed where it ends."""
        end = span.end
        words = text[span.start : end]
        if not stop and words.endswith(".") and not words.endswith(".."):
            end -= 1
        inner = any(mark in text[span.start : end] for mark in '“”"')
        slot = self.builder.slot("content", Span(span.version_id, "text", span.start, end), quoted=True, switch=inner)
        closed = text[end - 1] in ".!?…"
        return (slot, Words(".")) if stop and not closed else (slot,)

    def _reported(self, printable: attributed_speech.PrintableStatement) -> QuotedLine | None:
        """Reported or mixed speech: the outlet's own sentence, or its predicate behind the name that a pronoun stands for."""
        version, statement = printable.version, printable.statement
        rest = attributed_speech.predicate(printable)
        if rest is not None:
            cut = sentences.parts(self.builder, version, rest.start, rest.end - 1, name="reported", zone=self.zone)
            whole = version.text.content[rest.start : rest.end]
            if sentences.dangling_pronoun(f"{statement.speaker} {whole}", version.language):
                return None
            if cut is None or not whole.endswith(".") or sentences.in_first_person(whole, version.language):
                return None
            name, closed = self._name(printable)
            template = self._turn("reported-reports", "reported-bracket")
            body: tuple[Part, ...] = (*name, Words(", " if closed else " "), *cut)
            self._introduced.add(statement.speaker)
            if template == "reported-bracket":
                return self.builder.quoted(template, (*body, Words(" ("), self.outlet(version), Words(").")))
            return self.builder.quoted(template, (*body, Words(", "), *self.credit(version), Words(".")))
        if attributed_speech.is_pronoun(printable):
            return None
        holder = sentences.holding(version, statement.content[0].start)
        if holder is None or sentences.refusal(holder, (statement,)):
            return None
        if any(not self._is_introduced(name) and name != statement.speaker for name in sentences.bare_surnames(holder)):
            return None
        unknown = surnames.bare(statement.speaker, version.text.content) if " " not in statement.speaker else ()
        if any(not self._is_introduced(name) for name in unknown):
            return None
        if statement.speaker not in holder.words and not self._is_introduced(statement.speaker):
            return None
        line = self.sentence(version, holder.start, holder.end)
        if line is not None:
            self._introduced.add(statement.speaker)
        return line

    # Titles and lists

    def headline(self, version: Version) -> Line:
        """``{headline} — {outlet}``."""
        return self.builder.quoted(
            "headline", (self.title(version), Words(" — "), self.named(version), *self.mark(version))
        )

    def standfirst(self, version: Version) -> Line | None:
        """The standfirst of the headline's own report, with its outlet; None where there is none that can stand here."""
        found = version.text.standfirst
        if found is None or not sentences.can_cut(version):
            return None
        blocks = version.text.blocks[found[0] : found[1]]
        if len(blocks) != 1 or len(version.text.of(blocks[0]).split()) < sentences.SHORTEST:
            return None
        start, end = blocks[0].start, blocks[0].end
        if self._is_unwanted(version.text.content[start:end]):
            return None
        if version.text.content[start:end].endswith("."):
            end -= 1
        cut = sentences.parts(self.builder, version, start, end, name="sentence", zone=self.zone)
        return (
            self.builder.quoted("standfirst", (*cut, Words(" ("), self.outlet(version), Words(")."))) if cut else None
        )

    def title(self, version: Version) -> Slot:
        """The headline of a report; where it has none, its opening."""
        if version.title:
            return self.builder.slot("headline", Span(version.id, "title", 0, len(version.title)))
        content = version.text.content
        first = version.text.blocks[0].end if version.text.blocks else 0
        end = next(
            (
                stop
                for start, stop in languages.of(version.language).split(content[: min(first, _OPENING)])
                if stop > start
            ),
            0,
        )
        return self.builder.slot("headline", Span(version.id, "text", 0, end))

    def mark(self, version: Version) -> tuple[Part, ...]:
        """How a text is known where it is not known whole."""
        words = {"feed-only": " (from its feed only)", "teaser": " (a teaser)", "paywalled": " (behind a paywall)"}
        return (Words(words[version.access]),) if version.access in words else ()

    def report(self, version: Version, *, relation: str = "") -> Line:
        """A row of the list of reports: ``{outlet}, {time}: {headline}``."""
        kind = {
            "copy": ", the same text",
            "abridged": ", the same text cut",
            "extended": ", the same text with more",
        }.get(relation, "")
        parts = (
            self.named(version),
            *self._time(version.published),
            Words(f"{kind}: "),
            self.title(version),
            *self.mark(version),
        )
        return self.builder.quoted("report-copy" if kind else "report", parts)

    def _time(self, published: Moment | None) -> tuple[Part, ...]:
        if published is None:
            return ()
        return (
            Gloss(
                "published",
                (("published", published.iso()), ("zone", str(self.zone))),
                time_in_words(published.iso(), str(self.zone)),
            ),
        )


def time_in_words(published: str, zone: str) -> str:
    """``, 3 March, 14:30``, or the day alone where no more is known."""
    if len(published) == 10:
        day = date.fromisoformat(published)
        return f", {day_in_words(day)}"
    at = local(datetime.fromisoformat(published), zone)
    return f", {day_in_words(at)}, {clock_time(at)}"


def correction_place(edition: str, line: str) -> str:
    """``In the edition of 3 March (line 12)``"""
    day = date.fromisoformat(edition)
    return f"In the edition of {day_in_words(day)} (line {line.removeprefix('L')})"


def words_of(lines: Sequence[Line]) -> int:
    return sum(len(line.words.split()) for line in lines)
