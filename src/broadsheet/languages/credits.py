"""A byline taken apart: its people without "By", titles and outlets.

Requirement: the people who wrote, each in the words of the line. Theory: labels, marks and the word for "and" part a
line; what `person_names` takes for a name is one. Known failures: a name that is a word of a job in another language.
"""

from __future__ import annotations

import re

from broadsheet.languages.agencies import is_agency, without_agencies
from broadsheet.languages.byline_words import line_words, name_words
from broadsheet.languages.loading import code_of
from broadsheet.languages.person_names import CASED, DASH, JUNK, SPACELESS, bare, is_job, person, same_name
from broadsheet.text.textblocks import clean

_TIE = "\ue000"
_VIETNAMESE = re.compile("[\u1ea0-\u1ef9đơưĐƠƯ]")
_WITH_LOWER_SPLIT = re.compile(r"\s*,\s*|\s*،\s*|\s*，\s*")
_INITIALS = re.compile(r"\([a-zäöü]{2,4}(?:[/,]\s?[a-zäöü]{2,4}){0,3}\)")
_KANJI_WORD = re.compile("[\u3400-\u9fff]{2,4}")


def organisation(line: str, *, outlet: str = "") -> str:
    """The organisation that a field for an author names: no outlet, no desk, no job; else ""."""
    name = line_words().lead.sub("", clean(line)).strip(" ,.:;|")
    words = [word.casefold() for word in re.findall(r"[^\W\d]+", name)]
    if (
        not 3 < len(name) <= 40
        or JUNK.search(name)
        or any(word in name_words().jobs for word in words)
        or same_name(name, outlet)
    ):
        return ""
    return name if name[0].isupper() or not CASED.match(name) else ""


def people(line: str, *, outlet: str = "", sure: bool = False, language: str = "") -> tuple[str, ...]:
    """The people that a byline names, in order, without repeats.

    `outlet` is the outlet's name, which is never a person. `sure` says that the line is a field
    for a person's name: a single word, or one in lower case, then counts too. `language` is the page's:
    "Von" leads to a name in German only.
    """
    line = clean(line)
    if not line or len(line) > 400:
        return ()
    found: dict[str, str] = {}
    if line[0] in "【〔[（(" and line[-1] in "】〕]）)":
        line = line[1:-1]
    line = line_words().lead_with_dash.sub(
        r"\1 ", line_words().role.sub(lambda role: f"{';' if role.start() else ''}{role.group(1)}：", line)
    )
    for group in _parts(line, language=language):
        # "Van Jones", where a field for a name has no "Van" to take away.
        whole = (
            sure and " " not in group and line.lower().startswith(line_words().ambiguous) and line.endswith(f" {group}")
        )
        name = person(line if whole else group, outlet=outlet, sure=sure).replace(_TIE, " ")
        if name:
            found.setdefault(name.casefold(), name)
    if sure and len(found) > 1:  # "Jane Roe, red"
        full = {key: name for key, name in found.items() if " " in name or SPACELESS.match(name)}
        found = full or found
    return tuple(found.values())


def is_credit(line: str) -> bool:
    """Whether a line names agencies, or a desk behind "by", and nothing else."""
    line = clean(line)
    if len(line) > 60:
        return False
    if _INITIALS.fullmatch(line):
        return True
    if is_agency(line.strip(" ()/[]"), in_any_case=True):
        return True
    rest = without_agencies(line)
    if rest != line and not any(char.isalnum() for char in rest):
        return True
    named = line_words().lead.sub("", line)
    words = named.split()
    if named != line and len(named) < 5 and named.isupper():
        return True
    return (
        named != line
        and len(words) <= 3
        and line[-1] not in ".!?"
        and any(bare(word) in name_words().jobs for word in words)
    )


def _unled(part: str, *, language: str, is_first: bool = True) -> str:
    """A part without what leads to a name. A lead that is a name as well is one behind the first part, in languages
    in which it does not lead, and where it would leave no name in full."""
    lead = line_words().lead.match(part)
    if lead is None:
        return part
    homes = line_words().homes.get(lead.group().strip().casefold())
    rest = part[lead.end() :]
    if homes is None or not part[0].isupper() or not rest[:1].isupper():
        return rest
    piece = line_words().list_end.split(rest)[0]
    is_short = len(piece.split()) < 2 and not is_job(piece.strip()) and not is_agency(piece.strip())
    if language:
        return rest if is_first and code_of(language) in homes else part
    return part if not is_first or is_short else rest


def _before_bar(stripped: str) -> str:
    """A byline without what stands behind a bar: where they are, or for whom they write; another person stays."""
    first, *others = stripped.split(" | ")
    return " ; ".join((first, *(other for other in others if _is_in_full(other))))


def _is_in_full(words: str) -> bool:
    """Whether words behind a bar are a person's name: a known given name and others; places have two words as well."""
    parts = words.split()
    if not 2 <= len(parts) <= 3 or bare(parts[0]) not in name_words().given or any(map(is_job, parts)):
        return False
    return all(part[0].isupper() for part in parts)


def _parts(line: str, *, language: str = "") -> list[str]:
    """The pieces of a line that may each be a person: what its labels give to the author, split."""
    line = line_words().beside.sub(" ", line).strip()
    line = line_words().compound.sub(rf"{_TIE}\1{_TIE}", line)
    found: list[str] = []
    for value in _labelled(line):
        value = name_words().title_before.sub("", value) if name_words().title_before.match(value) else value
        stripped = _unled(value, language=language)
        stripped = _before_bar(stripped) if stripped != value else stripped
        east = stripped == value and value != line
        pieces = _pieces(stripped)
        for before, piece in zip(["", *pieces], pieces, strict=False):
            if line_words().pictures.fullmatch(before.strip()):
                continue
            parts = _WITH_LOWER_SPLIT.split(piece or "")
            # "Jane Roe, Reporter, Harrow Bay": what stands behind the job is a place.
            if len(parts) == 3 and all(map(is_job, parts[1].split())):
                parts = parts[:2]
            elif len(parts) == 2 and not CASED.search(piece) and all(map(is_job, parts[0].split())):
                parts = []
            for number, part in enumerate(parts):
                is_first = not number and piece is pieces[0]
                if not is_first or stripped == value:
                    part = _unled(part, language=language, is_first=is_first)
                if number and (
                    line_words().others.fullmatch(part.partition(" ")[0]) or part.casefold() in line_words().places
                ):
                    continue
                found += _spaced_names(part, 2 if east else 4)
    return [part for part in found if part]


def _pieces(line: str) -> list[str]:
    """The line split at marks and at "and" in many languages."""
    found: list[str] = []
    if _VIETNAMESE.search(line) and not any(char.isdigit() for char in line):
        line = DASH.sub(";", line)
    for piece in line_words().split.split(line):
        if piece and piece.isupper() and CASED.match(piece):
            found += line_words().split_capitals.split(piece)
        elif korean := line_words().row.match(piece or ""):
            found += korean.group(1).split()
        else:
            found += _parted_by_waw(piece or "")
    return [part for piece in found for part in line_words().loud.split(piece)]


def _parted_by_waw(piece: str) -> list[str]:
    """Two names where "and" is a letter before the second, as in Arabic and Hebrew; each has two words at least."""
    words = piece.split()
    for number in range(2, len(words) - 1):
        word = words[number]
        if word[0] in "وו" and len(word) > 2 and word not in line_words().joined:
            return [" ".join(words[:number]), *_parted_by_waw(" ".join((word[1:], *words[number + 1 :])))]
    return [piece]


def _labelled(line: str) -> list[str]:
    """The values of the labels that name an author; the whole line where there is no label."""
    labels = list(line_words().label.finditer(line))
    if not labels:
        return [line]
    found = [line[: labels[0].start()]] if labels[0].start() else []
    for label, behind in zip(labels, [*labels[1:], None], strict=True):
        name = next(filter(None, label.groups()))
        if not line_words().others.fullmatch(name.strip(".")):
            found.append(line[label.end() : behind.start() if behind else len(line)])
    return found


def _spaced_names(part: str, least: int) -> list[str]:
    """Several Chinese or Japanese names that only spaces part. A space within a name parts words shorter than `least`."""
    words = part.split()
    names = len(words) > 1 and all(_KANJI_WORD.fullmatch(word) and len(word) >= least for word in words)
    return words if names and not name_words().no_name.search(part) else [part]
