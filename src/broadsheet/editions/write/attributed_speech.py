"""Who said what: each speaker in their own words, as one outlet printed them, with the cue as written.

Requirement: the words inside our quotation marks stand inside quotation marks in the source, and the speaker, the cue
and the outlet stand in the same Line. Theory: the fullest printing of what several outlets quote is what a reader wants
to see. Known failures: a role that the article gives far from the name is not printed.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from broadsheet import languages
from broadsheet.editions.select import surnames
from broadsheet.editions.write.sentences import dangling_pronoun, is_glued, whole
from broadsheet.languages.modules import Introducing
from broadsheet.model import Span, Statement, Version
from broadsheet.text.quotations import covered

SHORTEST, LONGEST = 4, 75  # words of a statement's content


@dataclass(frozen=True, slots=True)
class PrintableStatement:
    """A Statement that can be printed, with what the other outlets made of it."""

    statement: Statement
    version: Version
    quoted: tuple[Span, ...]  # the insides of its quotations, trimmed; empty for reported speech
    reports: int  # original reports that carry the same words


def find(
    statements: Sequence[Statement], versions: Mapping[str, Version], report_of: Mapping[str, str]
) -> dict[str, list[PrintableStatement]]:
    """By speaker: what can be printed of them, the best first; speakers by how many reports let them speak."""
    printables = [printable for each in statements if (printable := _printable(each, versions))]
    printables = _with_roles(printables)
    aligned = _with_reports(printables, report_of)
    canonical = one_name({printable.statement.speaker for printable in aligned})
    by_speaker: dict[str, list[PrintableStatement]] = {}
    for printable in aligned:
        by_speaker.setdefault(canonical[printable.statement.speaker], []).append(printable)
    ordered = sorted(
        by_speaker,
        key=lambda speaker: (
            -len({report_of.get(each.version.article_id, each.version.article_id) for each in by_speaker[speaker]}),
            -len(by_speaker[speaker]),
            speaker,
        ),
    )
    return {speaker: sorted(by_speaker[speaker], key=_merit) for speaker in ordered}


def one_name(names: set[str], language: str = "") -> dict[str, str]:
    """For each name the one that a story's articles share: "Prime Minister Ansa Verrol" and "Verrol" are Ansa Verrol,
    as long as only one full name of the story ends so."""
    rules = languages.of(language).introducing()
    plain = {name: rules.untitled(name) for name in names}
    whole = {name for name in plain.values() if len(name.split()) > 1}
    ends: dict[str, list[str]] = {}
    for name in whole:
        for end in _ends(name):
            ends.setdefault(end, []).append(name)
    found: dict[str, str] = {}
    for name, bare in plain.items():
        longer = ends.get(bare, [])
        ending = sorted(
            [*longer, *(each for each in _ends(bare) if each in whole and each != bare)],
            key=lambda each: (len(each), each),
        )
        found[name] = (
            ending[0]
            if ending and all(each.endswith(ending[0]) or ending[0].endswith(each) for each in ending)
            else bare
        )
    return found


def _ends(name: str) -> Iterator[str]:
    """A name, and what it is without its first words."""
    yield name
    at = name.find(" ")
    while at >= 0:
        yield name[at + 1 :]
        at = name.find(" ", at + 1)


def _merit(printable: PrintableStatement) -> tuple[float, str, int]:
    size = sum(len(slice_words(printable.version, span)) for span in printable.quoted or printable.statement.content)
    fit = 1.0 - min(abs(size - 24), 40) / 40
    direct = {"direct": 1.5, "mixed": 0.7, "indirect": 0.3}[printable.statement.kind]
    how, bare = naming(printable, introduced=False), printable.statement.speaker_span
    role = 0.6 if how.role or how.name != bare else 0.1 if printable.statement.role else 0.0
    carried = 0.6 * min(printable.reports, 4)
    feed = -1.0 if not printable.version.is_original_text else 0.0
    text = printable.version.text.content
    goes_on = (
        -0.6
        if _rules(printable.version).goes_on(" ".join(text[span.start : span.end] for span in printable.statement.cue))
        else 0.0
    )
    whole = " ".join(text[span.start : span.end] for span in printable.quoted)
    hangs = -0.8 if printable.quoted and dangling_pronoun(whole, printable.version.language) else 0.0
    return (
        -(fit + direct + role + carried + feed + goes_on + hangs),
        printable.version.id,
        printable.statement.content[0].start,
    )


def slice_words(version: Version, span: Span) -> list[str]:
    return version.text.content[span.start : span.end].split()


def _printable(statement: Statement, versions: Mapping[str, Version]) -> PrintableStatement | None:
    version = versions.get(statement.version_id)
    if (
        version is None
        or not statement.speaker
        or statement.speaker_span is None
        or not statement.cue
        or not statement.source
    ):
        return None
    if (
        _rules(version).names_a_picture(statement.speaker)
        or is_glued(statement.speaker, version.language)
        or any(is_glued(" ".join(slice_words(version, span)), version.language) for span in statement.source)
    ):
        return None
    if statement.klass != "speech" or version.kind in ("opinion", "roundup"):
        return None
    quoted = _insides(statement, version) if statement.kind == "direct" else ()
    size = sum(len(slice_words(version, span)) for span in quoted or statement.content)
    if statement.kind == "direct" and not quoted:
        return None
    return PrintableStatement(statement, version, quoted, 1) if SHORTEST <= size <= LONGEST else None


def _rules(version: Version) -> Introducing:
    return languages.of(version.language).introducing()


# What every Statement of a text asks for is found once a text.
_covered = lru_cache(maxsize=32)(covered)


def _insides(statement: Statement, version: Version) -> tuple[Span, ...]:
    """The insides of the quotation marks, without the comma that only led to the cue."""
    text = version.text.content
    inside = _covered(text)
    found: list[Span] = []
    for span in statement.content:
        number = bisect_left(inside, (span.start,))
        if number == len(inside) or inside[number][1] > span.end + 1:
            return ()
        start, end = inside[number]
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1] in " ,":
            end -= 1
        if end <= start or "\n" in text[start:end]:
            return ()
        if not found and not _is_sentence(text, start, end):
            return ()
        found.append(Span(version.id, "text", start, end))
    return tuple(found)


def _is_sentence(text: str, start: int, end: int) -> bool:
    """Whether quoted words read as a sentence: they begin as one and end at a mark, three words or more."""
    words = text[start:end]
    opens = words[0].isupper() or words[0].isdigit()
    closes = words[-1] in ".!?…" or text[end : end + 1] == ","
    return opens and closes and len(words.split()) >= 3


def _with_reports(every: Sequence[PrintableStatement], report_of: Mapping[str, str]) -> list[PrintableStatement]:
    """Each with the number of reports that carry words of it by somebody of that last name."""
    keys = [(printable, printable.statement.speaker.split()[-1], _shingles(printable)) for printable in every]
    carrying: dict[tuple[str, tuple[str, ...]], set[str]] = {}
    for printable, last, shingles in keys:
        for shingle in shingles:
            report = report_of.get(printable.version.article_id, printable.version.article_id)
            carrying.setdefault((last, shingle), set()).add(report)
    return [
        replace(printable, reports=max(1, len(set().union(*(carrying[last, shingle] for shingle in shingles)))))
        for printable, last, shingles in keys
    ]


def _with_roles(every: Sequence[PrintableStatement]) -> list[PrintableStatement]:
    """Where an article says elsewhere what a speaker is, they are named here as they are there."""
    known: dict[tuple[str, str], Statement] = {}
    for printable in every:
        if printable.statement.role is not None:
            known.setdefault((printable.version.id, printable.statement.speaker), printable.statement)
    found = []
    for printable in every:
        other = known.get((printable.version.id, printable.statement.speaker))
        if printable.statement.role is None and other is not None:
            named = replace(printable.statement, role=other.role, speaker_span=other.speaker_span)
            printable = replace(printable, statement=named)
        found.append(printable)
    return found


def _shingles(printable: PrintableStatement) -> set[tuple[str, ...]]:
    words = [
        re.sub(r"\W", "", word.lower())
        for span in printable.quoted or printable.statement.content
        for word in slice_words(printable.version, span)
    ]
    size = min(4, len(words))
    return {tuple(words[at : at + size]) for at in range(len(words) - size + 1)} if words else set()


def same_words(one: PrintableStatement, other: PrintableStatement) -> bool:
    """Whether two statements share so much that a reader would call them one."""
    mine, theirs = _shingles(one), _shingles(other)
    if mine and theirs and len(mine & theirs) >= 0.3 * min(len(mine), len(theirs)):
        return True
    fewer, more = sorted((_longer_words(one), _longer_words(other)), key=len)
    return len(fewer) > 1 and len(fewer & more) >= 0.6 * len(fewer)


def _longer_words(printable: PrintableStatement) -> set[str]:
    words = [
        word
        for span in printable.quoted or printable.statement.content
        for word in slice_words(printable.version, span)
    ]
    return {word[:5] for each in words if len(word := re.sub(r"\W", "", each.lower())) > 3}


def cue_span(printable: PrintableStatement) -> Span | None:
    """The cue as it can stand before a colon: a verb of speech, and with "told" whom."""
    text = printable.version.text.content
    (cue, *more) = printable.statement.cue
    words = text[cue.start : cue.end]
    rules = _rules(printable.version)
    if more or not rules.is_cue(words) or "\n" in words:
        return None
    if rules.needs_addressee(words):
        end = rules.addressee_end(text, cue.end)
        return Span(printable.version.id, "text", cue.start, end) if end > 0 else None
    return cue


@dataclass(frozen=True, slots=True)
class Naming:
    """How a speaker is named in a Line: `name`, perhaps with the office before it in the same Span, and `role` behind."""

    name: Span
    role: Span | None
    closed: bool  # whether a comma must follow before the cue
    article: bool = False  # whether "The" belongs before the name: the White House, not a person
    definite: bool = False  # whether "the" stands in for an "its" before the role


def naming(printable: PrintableStatement, *, introduced: bool) -> Naming:
    """The name and, the first time, what its bearer is, both as written."""
    statement, text, rules = printable.statement, printable.version.text.content, _rules(printable.version)
    name = statement.speaker_span
    assert name is not None
    role = statement.role
    if not introduced and name.version_id == printable.version.id:
        name = _whole_name(name, text)
    if introduced:
        return Naming(_last_name(name, text), None, closed=False, article=_has_article(name, text, rules))
    if _has_article(name, text, rules):
        return Naming(name, None, closed=False, article=True)
    if role is None or role.version_id != name.version_id:
        return Naming(name, None, closed=False)
    words = text[role.start : role.end]
    if words.startswith(("of ", "from ")) and role.start == name.end + 1 and "\n" not in words:
        return Naming(Span(name.version_id, "text", name.start, role.end), None, closed=False)
    cut = text[role.end : role.end + 1] == "." and re.search(r"\b[A-Z](?:\.[A-Z])*$", words)
    if "\n" in words or len(words.split()) > 16 or cut or rules.is_no_role(words):
        return Naming(name, None, closed=False)
    if role.end <= name.start and text[role.end : name.start] in (" ", ", "):
        comma = text[role.end : name.start] == ", "
        own, personal = rules.possessive(words)
        start = role.start + own
        if personal or _is_cut(text, start, role.end, rules):
            return Naming(name, None, closed=False)
        if not comma and words[0].isupper():
            return Naming(Span(name.version_id, "text", start, name.end), None, closed=False)
        keep = start + (rules.article(text[start : role.end]) if text[start].isupper() else 0)
        return Naming(name, Span(name.version_id, "text", keep, role.end), closed=True, definite=bool(own))
    if role.start >= name.end:
        own, personal = rules.possessive(words)
        start = role.start + own
        if personal or rules.is_no_role(text[start : role.end]):
            return Naming(name, None, closed=False)
        return Naming(name, Span(name.version_id, "text", start, role.end), closed=True, definite=bool(own))
    return Naming(name, None, closed=False)


def _is_cut(text: str, start: int, end: int, rules: Introducing) -> bool:
    """Whether a role is what is left of a longer one: "only Black driver" of "NASCAR’s only Black driver", "Infectious
    Diseases Dr." of an institute’s name."""
    return rules.is_no_role(text[start:end]) or (
        text[start].isupper() and rules.name_goes_on(text[max(0, start - 40) : start])
    )


def _has_article(name: Span, text: str, rules: Introducing) -> bool:
    """Whether the article has "the" right before the name."""
    return rules.has_article(text[max(0, name.start - 4) : name.start])


def _whole_name(name: Span, text: str) -> Span:
    """Where a last name stands alone, the full name as the article has it."""
    words = text[name.start : name.end]
    for full in sorted(surnames.bare(words, text)) if " " not in words else ():
        at = text.find(full)
        return Span(name.version_id, "text", at, at + len(full))
    return name


def _last_name(name: Span, text: str) -> Span:
    """The last word of a name, where the article itself uses it alone; else the whole name."""
    first, _, last = text[name.start : name.end].rpartition(" ")
    if not first or not re.search(
        rf"(?<![A-ZÀ-Þ][\w’'] )(?<!{re.escape(first.split()[-1])} )\b{re.escape(last)}\b", text
    ):
        return name
    return Span(name.version_id, "text", name.end - len(last), name.end)


def predicate(printable: PrintableStatement) -> Span | None:
    """From the cue to the end of its sentence, where the sentence is source, cue, content and no more: what may
    follow the speaker's name in place of a pronoun."""
    statement, text = printable.statement, printable.version.text.content
    if len(statement.source) != 1 or len(statement.cue) != 1:
        return None
    source, cue = statement.source[0], statement.cue[0]
    found = whole(text, printable.version.language)
    number = bisect_right(found, (source.start, len(text))) - 1
    sentence = found[number] if number >= 0 else (0, 0)
    if (
        cue.end > sentence[1]
        or source.start != sentence[0]
        or not _rules(printable.version).may_stand_between(text[source.end : cue.start])
    ):
        return None
    if any(span.end > sentence[1] + 1 or span.start < cue.end for span in statement.content):
        return None
    words = text[cue.start : sentence[1]]
    if words.count("“") != words.count("”") or words.count('"') % 2 or not words.rstrip('”"').endswith("."):
        return None
    return Span(printable.version.id, "text", cue.start, sentence[1])


def is_pronoun(printable: PrintableStatement) -> bool:
    source = printable.statement.source[0]
    return _rules(printable.version).is_pronoun(printable.version.text.content[source.start : source.end])
