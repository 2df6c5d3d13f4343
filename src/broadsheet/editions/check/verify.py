"""Is every Line of an edition what its sources say? Nothing is needed but the files of its folder.

Checked are: the hash; that every file is the one that was hashed; that nothing is there which the format does not know;
each proof up to its text's hash; each Slot against its proof, quotation marks included; each computed Line by its rule;
each Line as it stands in each rendering. What a hash does not cover is named in docs/why/hash.md.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from broadsheet import formats
from broadsheet.editions.check import evidence, readback
from broadsheet.editions.check.seal import MANIFEST, PROOFS, ZEROS, Render, blanked, seal_anew
from broadsheet.errors import InputError
from broadsheet.model import BlockProof, Edition, QuotedLine, WithdrawnLine
from broadsheet.text.hashing import sha256_hex

SHORTEST_HASH = 8  # digits; four thousand million tries find another edition that begins alike
_LONGEST_PROBLEM = 400


@dataclass(frozen=True, slots=True)
class Ledgered:
    """What the ledger of the paper that printed an edition knows of it: the edition as it stands there, and for each
    Line that was withdrawn when and why, by its id. `where` is that paper's folder: a ledger is as good as who keeps it."""

    edition: Edition
    reasons: Mapping[str, str]
    where: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """`sealed` says whether the whole hash was given from outside, so that any change would have been found; `digits` how
    many of its 64 were. `problems` do not fit; of what is `unproven` nobody can tell without asking elsewhere. `ok` only
    where there is neither. `quoted` counts the Lines with words of outlets that still stand; `ledger` is the folder of the
    paper whose ledger was asked about withdrawals."""

    ok: bool
    sealed: bool
    hash: str
    lines: int
    problems: tuple[str, ...]
    public: bool = False
    withdrawn: tuple[str, ...] = ()
    unproven: tuple[str, ...] = ()
    quoted: int = 0
    digits: int = 0
    ledger: str = ""

    @property
    def words(self) -> str:
        if self.problems:
            many = len(self.problems) != 1
            return f"NOT SOUND: {len(self.problems)} {'things do' if many else 'thing does'} not fit."
        if self.unproven:
            return f"UNPROVEN: {' '.join(self.unproven)}"
        if self.withdrawn:
            return self._in_part()
        if self.public:
            return (
                f"Consistent: all {self.lines} lines fit their renderings{f' and {self._given}' if self.digits else ''}. This is a "
                "public edition: it carries the proofs of its headlines, not of the sentences, whose texts are their publishers'."
                f"{self._short}"
            )
        if self.digits:
            whole = f" Nothing was changed since hash {self.hash} was made." if self.sealed else self._short
            return f"Sound: all {self.lines} lines are as printed and as their sources had them.{whole}"
        return (
            f"Consistent: all {self.lines} lines fit their proofs and their renderings. Without the hash that page or mail carry, "
            "this does not show that nobody made all of it anew: give it with --hash."
        )

    @property
    def _given(self) -> str:
        return "the hash" if self.sealed else f"the {self.digits} digits of the hash"

    @property
    def _short(self) -> str:
        """What a shortened hash shows, and what not."""
        if self.sealed or not self.digits:
            return ""
        return (
            f" The hash was given shortened: its first {self.digits} of 64 digits fit. That shows that nothing was changed by accident; "
            "who wants to deceive can search for another edition whose hash begins alike. The whole hash, from the page or mail that you "
            "trust, rules that out."
        )

    def _in_part(self) -> str:
        gone, has = len(self.withdrawn), f"as the ledger of the paper in {self.ledger} has it"
        if not self.quoted:
            return (
                f"Withdrawn: no line with words of an outlet is left. All {gone} were withdrawn after they were printed, {has}; "
                "what they said can no longer be checked."
            )
        return (
            f"Sound in part: {gone} of {self.lines} lines {'was' if gone == 1 else 'were'} withdrawn after they were printed, {has}; "
            f"nobody can read them any more. The other {self.lines - gone} are as printed and as their sources had them"
            f"{'' if self.digits else ', as far as that shows without the hash (--hash)'}. The pages were made anew from them.{self._short}"
        )


def hash_given(text: str) -> str:
    """A hash as a person gives it: whole or its first digits, behind which dots may show that it goes on. InputError
    where it is neither."""
    digits = text.strip().removesuffix("…").rstrip(".").removeprefix("sha256:").lower()
    if not SHORTEST_HASH <= len(digits) <= len(ZEROS) or not set(digits) <= set("0123456789abcdef"):
        raise InputError(
            f"{_shown(text)!r} is no hash of an edition.",
            hint=f"It has {len(ZEROS)} digits of 0 to 9 and a to f; the first {SHORTEST_HASH} or more will do, and show less.",
        )
    return digits


def verify(
    files: Mapping[str, bytes],
    *,
    expected: str = "",
    render: Render | None = None,
    ledger: Ledgered | None = None,
    foreign: Mapping[str, str] | None = None,
) -> Verdict:
    """Checks the files of an edition's folder, by name. What does not fit is named; nothing is raised.

    `expected` is the hash or its first digits, as `hash_given` gives them. `foreign` is what lies in the folder and is no
    file that can be read, with what it is. With `render` the files are made again from manifest and proofs and compared,
    wherever the hash alone does not bind them: where Lines were withdrawn, and where no hash was given. `ledger` is what
    proves a withdrawal; without it, one is unproven."""
    problems = [f"{name}: {what}." for name, what in sorted((foreign or {}).items())]
    try:
        stored = formats.read_manifest(files[MANIFEST], what=MANIFEST)
        proofs, canonical = formats.read_proofs(files[PROOFS], what=PROOFS)
    except KeyError as error:
        more = " An edition's folder is one such as editions/2026-03-04-morning." if error.args[0] == MANIFEST else ""
        return _unread(f"{error.args[0]} is missing.{more}", problems, expected)
    except InputError as error:
        return _unread(str(error), problems, expected)
    except RecursionError:
        return _unread("what is nested that deep is no edition.", problems, expected)
    edition, hash = stored.edition, stored.hash
    gone = _gone(edition, ledger)
    # A file that says the same in another way is another file: each value has one spelling.
    odd = [name for name, as_it_is in ((MANIFEST, stored.canonical), (PROOFS, canonical)) if not as_it_is]
    problems += [f"{name}: it is not in canonical form." for name in odd]
    problems += _hashes(files, stored, expected, anew=bool(gone))
    wrong, unproven = _made_again(files, edition, hash, proofs, render, expected)
    problems += wrong
    problems += evidence.check(edition, proofs)
    problems += readback.check(files, edition)
    wrong, asked = _withdrawals(edition, hash, ledger)
    problems += wrong
    where = ledger.where if ledger else ""
    return _verdict(edition, hash, expected, problems, (*asked, *unproven), gone, where)


def _verdict(
    edition: Edition,
    hash: str,
    expected: str,
    problems: list[str],
    unproven: tuple[str, ...],
    gone: tuple[str, ...],
    where: str,
) -> Verdict:
    return Verdict(
        ok=not problems and not unproven,
        sealed=len(expected) == len(ZEROS),
        hash=hash,
        lines=len(edition.lines()),
        problems=tuple(map(_shown, problems)),
        public=edition.form == "public",
        withdrawn=gone,
        unproven=() if problems else unproven,
        quoted=sum(isinstance(line, QuotedLine) for line in edition.lines()),
        digits=len(expected),
        ledger=_shown(where),
    )


def _unread(problem: str, before: list[str], expected: str) -> Verdict:
    problems = tuple(map(_shown, [*before, problem]))
    return Verdict(False, len(expected) == len(ZEROS), "", 0, problems, digits=len(expected))


def _shown(text: str) -> str:
    """What a forger wrote, so that it can be printed: without what moves the cursor, turns the line round or is not seen."""
    cut = text if len(text) <= _LONGEST_PROBLEM else f"{text[:_LONGEST_PROBLEM]}…"
    return "".join(
        letter if unicodedata.category(letter)[0] != "C" and letter not in "\u2028\u2029" else f"\\u{ord(letter):04x}"
        for letter in cut
    )


def _hashes(files: Mapping[str, bytes], stored: formats.Stored, expected: str, *, anew: bool) -> Iterator[str]:
    hash = stored.hash
    if hash != stored.stated:
        yield f"{MANIFEST}: its lines have the hash {hash}, not {stored.stated} as it says."
    if expected and not hash.startswith(expected):
        yield f"{MANIFEST}: the hash is {hash}, not {expected} as you gave it."
    known = {each.name: each.sha256 for each in stored.edition.files}
    if len(known) != len(stored.edition.files) or PROOFS not in known or MANIFEST in known:
        yield f"{MANIFEST}: its list of files is not one."
    for name in sorted(set(files) - {MANIFEST} - set(known)):
        yield f"{name}: this file does not belong to the edition."
    for name, digest in known.items():
        if not formats.is_hash(digest):
            yield f"{MANIFEST}: {digest} is no digest of {name}."
        if name not in files:
            yield f"{name}: this file is missing."
        elif not anew and sha256_hex(blanked(files[name], hash)) != digest:
            yield f"{name}: it was changed since the edition was made."


def _is_withdrawn(edition: Edition) -> bool:
    return any(isinstance(line, WithdrawnLine) for line in edition.lines()) or any(
        source.withdrawn for source in edition.sources
    )


def _made_again(
    files: Mapping[str, bytes],
    edition: Edition,
    hash: str,
    proofs: tuple[BlockProof, ...],
    render: Render | None,
    expected: str,
) -> tuple[list[str], list[str]]:
    """What is wrong and what is unproven by the files as manifest and proofs give them, where their digests do not bind
    them: they are older than a withdrawal; they are anybody's where no hash was given; and they do not tell zeros that
    were printed from zeros that somebody set in the place of the hash."""
    zeros = [name for name, content in files.items() if ZEROS.encode() in content]
    must = _is_withdrawn(edition) or bool(zeros)
    if not must and (expected or render is None):
        return [], []
    if render is None:
        said = f"{zeros[0]}: zeros stand where the hash should" if zeros else "lines were withdrawn"
        return [f"{said}, and nothing is at hand to make the pages again and compare them."], []
    try:
        made = seal_anew(edition, hash, proofs, render).files
    except Exception as error:  # a forged manifest may hold anything, and templates may stumble over it in any way
        return [f"{MANIFEST}: no page can be made of its lines ({type(error).__name__})."], []
    odd = sorted(name for name in {*made, *files} if made.get(name) != files.get(name))
    if must:
        wrong = "zeros stand where the hash should" if zeros else "it was changed"
        return [
            f"{name}: it is not what the lines and proofs give; {wrong}, or it was written by another version of this program."
            for name in odd
        ], []
    if odd:
        return [], [
            f"{', '.join(odd)} {'is' if len(odd) == 1 else 'are'} not what this version of the program makes of the lines: another "
            "version wrote it, or somebody changed it. The hash that page or mail carry tells which: give it with --hash."
        ]
    return [], []


def _gone(edition: Edition, ledger: Ledgered | None) -> tuple[str, ...]:
    """The withdrawn Lines; when and why is said only where the ledger says it."""
    reasons = ledger.reasons if ledger else {}
    return tuple(
        f"{line.id}: {_shown(reasons.get(line.id, line.words))}"
        for line in edition.lines()
        if isinstance(line, WithdrawnLine)
    )


def _withdrawals(edition: Edition, hash: str, ledger: Ledgered | None) -> tuple[list[str], list[str]]:
    """What is wrong with the withdrawals that the folder declares, and what only a ledger can prove."""
    if not _is_withdrawn(edition):
        return [], []
    lines = {line.id for line in edition.lines() if isinstance(line, WithdrawnLine)}
    sources = {source.version_id for source in edition.sources if source.withdrawn}
    wrong = []
    if not lines or not sources:
        wrong.append(f"{MANIFEST}: with a text its lines are withdrawn, and no line without its text.")
    if edition.form == "public":
        wrong.append(f"{MANIFEST}: nothing is withdrawn from a public edition; it is published anew.")
    if any(isinstance(line, WithdrawnLine) for line in edition.closing):
        wrong.append(f"{MANIFEST}: its last lines are computed and cite no text that could be withdrawn.")
    wrong += [f"{MANIFEST}: {each.url} was withdrawn, and its title stands." for each in edition.sources if each.withdrawn and each.title]  # fmt: skip
    cited = {span.version_id for line in edition.lines() if isinstance(line, QuotedLine) for span in line.spans}
    wrong += [f"{MANIFEST}: a line still cites {id}, which was withdrawn." for id in sorted(cited & sources)]
    if ledger is None or formats.root(ledger.edition) != hash:
        return wrong, [_ask(edition, len(lines))]
    known = {line.id for line in ledger.edition.lines() if isinstance(line, WithdrawnLine)}
    wrong += [f"{id}: the paper's ledger has not withdrawn this line." for id in sorted(lines - known)]
    wrong += [f"{id}: the paper's ledger has withdrawn this line, and it stands." for id in sorted(known - lines)]
    if sources != {source.version_id for source in ledger.edition.sources if source.withdrawn}:
        wrong.append(f"{MANIFEST}: the paper's ledger has withdrawn other texts.")
    return wrong, []


def _ask(edition: Edition, gone: int) -> str:
    quoted = sum(isinstance(line, QuotedLine) for line in edition.lines())
    which = f"{gone} of {len(edition.lines())} lines" if quoted else f"all {gone} lines with words of outlets"
    rest = f" The other {len(edition.lines()) - gone} fit." if quoted else ""
    return (
        f"this folder says that {which} {'was' if gone == 1 else 'were'} withdrawn after print. The hash covers what stood there, not that "
        f"it was withdrawn: whoever wants a line to vanish can say so.{rest} Ask the ledger of the paper that printed it: "
        "broadsheet verify FOLDER --paper PAPER"
    )


__all__ = ["Ledgered", "Verdict", "hash_given", "verify"]
