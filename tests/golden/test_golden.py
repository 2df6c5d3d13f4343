"""What earlier releases wrote: their editions are verified and read, their archives are walked again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from broadsheet import formats
from broadsheet.archive import Archive, Torn, journal
from broadsheet.demo import catalogue
from broadsheet.formats.v1.journal import EditionMade, RoundBegun, RoundDone
from broadsheet.model import QuotedLine
from broadsheet.newsroom.replay import replay
from broadsheet.newsroom.upkeep.checking import verify_folder
from broadsheet.pipeline.context import Quiet

HERE = Path(__file__).parent
RELEASES = sorted(path.parent.name for path in HERE.glob("*/golden.json"))


@dataclass(frozen=True)
class Golden:
    """The folder of a release, and what its `golden.json` says."""

    at: Path
    hash: str
    folder: str
    rounds: int
    differs: dict[str, str]


@pytest.fixture(params=RELEASES)
def golden(request: pytest.FixtureRequest) -> Golden:
    said = json.loads((HERE / request.param / "golden.json").read_text(encoding="utf-8"))
    assert said["release"] == request.param
    return Golden(HERE / request.param, said["hash"], said["folder"], said["rounds"], said["differs"])


def test_there_are_some() -> None:
    assert "0.2.0" in RELEASES


def test_the_edition_is_sound(golden: Golden) -> None:
    verdict = verify_folder(golden.at / "edition", expected=golden.hash)
    assert verdict.problems == ()
    assert verdict.ok and verdict.sealed
    assert verdict.quoted > 20


def test_the_edition_is_read_and_written_again_as_it_is(golden: Golden) -> None:
    raw = (golden.at / "edition" / "edition.json").read_bytes()
    found = formats.read_manifest(raw, what="edition.json")
    assert (found.hash, found.stated, found.canonical) == (golden.hash, golden.hash, True)
    assert formats.manifest_bytes(found.edition, golden.hash) == raw
    assert formats.root(found.edition) == golden.hash
    assert sum(isinstance(line, QuotedLine) for line in found.edition.lines()) > 20
    raw = (golden.at / "edition" / "proofs.json").read_bytes()
    proofs, canonical = formats.read_proofs(raw, what="proofs.json")
    assert canonical
    assert formats.proofs_bytes(proofs) == raw


def test_one_changed_word_is_found(golden: Golden) -> None:
    """The hash of an old edition still binds it."""
    raw = (golden.at / "edition" / "edition.json").read_bytes()
    at = raw.index(b'"text":"') + len(b'"text":"')
    found = formats.read_manifest(raw[:at] + b"Never " + raw[at:], what="edition.json")
    assert found.stated == golden.hash != found.hash


def test_the_journal_is_read(golden: Golden) -> None:
    found = list(journal.entries(Archive(golden.at / "archive", now=lambda: catalogue.CLOCK)))
    assert not any(isinstance(each, Torn) for each in found)
    assert sum(isinstance(each, RoundBegun) for each in found) == golden.rounds
    assert sum(isinstance(each, RoundDone) for each in found) == golden.rounds
    assert golden.hash in [each.hash for each in found if isinstance(each, EditionMade)]


def test_the_archive_is_walked_again(golden: Golden, tmp_path: Path) -> None:
    done = replay(golden.at, tmp_path / "again", progress=Quiet())
    assert (done.rounds, done.damaged, done.missing) == (golden.rounds, (), ())
    assert (done.versions.gone, done.editions.gone) == (0, 0)
    assert done.versions.same + len(done.versions.different) > 20
    if "versions" not in golden.differs:
        assert done.versions.different == ()
    if "editions" in golden.differs:
        return
    assert done.editions.different == ()
    made = tmp_path / "again" / "editions" / golden.folder
    assert {path.name: path.read_bytes() for path in made.iterdir()} == {
        path.name: path.read_bytes() for path in (golden.at / "edition").iterdir()
    }


def test_what_differs_is_said_with_a_reason(golden: Golden) -> None:
    assert set(golden.differs) <= {"versions", "editions"}
    assert all(len(reason) > 20 for reason in golden.differs.values())


def test_a_release_is_small() -> None:
    for release in RELEASES:
        assert sum(path.stat().st_size for path in (HERE / release).rglob("*") if path.is_file()) < 400_000
