from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from broadsheet.archive import Archive, read_warc
from broadsheet.model import Exchange, Made, Place, Sighting
from tests.fetch.samples import DAY, capture, exchanges

NAME = "2031-05-04.warc.gz"


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "archive", now=lambda: DAY)


def end(place: Place) -> int:
    return place.offset + place.length


def test_nothing_to_do_leaves_the_file_alone(archive: Archive) -> None:
    places = archive.append(exchanges())
    before = (archive.folder / NAME).read_bytes()
    repair = archive.repair({NAME: end(places[-1])})
    assert (repair.found, repair.torn) == ((), ())
    assert (archive.folder / NAME).read_bytes() == before


def test_records_that_the_ledger_does_not_know_are_given_back(archive: Archive) -> None:
    places = archive.append(exchanges())
    repair = archive.repair({NAME: end(places[0])})
    assert [sighting.place for sighting in repair.found] == places[1:]
    for sighting, exchange in zip(repair.found, exchanges()[1:], strict=True):
        one = exchange.capture
        assert sighting == Sighting(one.id, one.url, one.at, "response", 200, one.digest, sighting.place)
    assert [sighting.place for sighting in archive.repair({}).found] == places


def test_revisits_and_resources_are_given_back_too(archive: Archive) -> None:
    first = capture()
    again = replace(first, at=DAY + timedelta(hours=1))
    line = capture(payload=b"{}", status=0, headers=(("Content-Type", "application/json"),))
    silent = capture(payload=b"", status=304)
    told = Exchange(silent, "revisit", refers_to=(first.url, first.at), payload_digest=first.digest)
    untold = replace(told, payload_digest="")
    revisit = Exchange(again, "revisit", refers_to=(first.url, first.at))
    archive.append([Exchange(first, "response"), revisit, Exchange(line, "resource"), told, untold])
    found = archive.repair({}).found
    assert [(each.kind, each.capture_id, each.status) for each in found] == [
        ("response", first.id, 200),
        ("revisit", first.id, 200),
        ("resource", line.id, 0),
        ("revisit", first.id, 304),
    ]


def test_a_cut_at_every_byte_loses_nothing_complete(archive: Archive, tmp_path: Path) -> None:
    written = exchanges(3)
    places = archive.append(written)
    whole = (archive.folder / NAME).read_bytes()
    known = end(places[0])
    for cut in range(known, len(whole) + 1):
        folder = tmp_path / "cut"
        folder.mkdir()
        (folder / NAME).write_bytes(whole[:cut])
        torn = Archive(folder, now=lambda: DAY)
        repair = torn.repair({NAME: known})
        complete = [place for place in places[1:] if end(place) <= cut]
        assert [sighting.place for sighting in repair.found] == complete
        left = (folder / NAME).read_bytes()
        aside = (folder / f"{NAME}.torn").read_bytes() if repair.torn else b""
        assert left + aside == whole[:cut]
        assert all(whole.startswith(left) for _ in repair.torn)
        again = torn.repair({NAME: known})
        assert (again.found, again.torn) == (repair.found, ())
        following = torn.append(written[:1])[0]
        assert torn.read(following) == written[0].capture
        shutil.rmtree(folder)


def test_a_file_whose_first_record_is_torn_begins_anew(archive: Archive) -> None:
    archive.append(exchanges(1))
    path = archive.folder / NAME
    path.write_bytes(path.read_bytes()[:40])
    repair = archive.repair({})
    assert [(torn.offset, torn.length) for torn in repair.torn] == [(0, 40)]
    assert (archive.folder / f"{NAME}.torn").is_file()
    assert path.read_bytes() == b""
    archive.append(exchanges(1))
    assert sum(isinstance(outcome, Made) for outcome in read_warc(path)) == 1


@pytest.mark.parametrize("junk", [b"\0" * 5000, b"\x1f\x8b\x08" + b"\xaa" * 300, b"plain words", b"\x1f\x8b\x08" * 200])
def test_complete_records_behind_damage_are_kept(archive: Archive, junk: bytes) -> None:
    places = archive.append(exchanges(4))
    path = archive.folder / NAME
    whole = path.read_bytes()
    known, middle = end(places[0]), end(places[1])
    path.write_bytes(whole[:middle] + junk + whole[middle:])
    repair = archive.repair({NAME: known})
    assert path.read_bytes() == whole
    assert [sighting.place for sighting in repair.found] == places[1:]
    assert [archive.read(sighting.place).url for sighting in repair.found] == [
        each.capture.url for each in exchanges(4)[1:]
    ]
    assert [(torn.offset, torn.length) for torn in repair.torn] == [(middle, len(junk))]
    assert (archive.folder / f"{NAME}.torn").read_bytes() == junk
    assert sorted(path.name for path in archive.folder.iterdir()) == [NAME, f"{NAME}.torn"]


def test_zeros_at_the_end_are_cut_off(archive: Archive) -> None:
    """What a file system leaves that grew the file before it wrote the bytes."""
    places = archive.append(exchanges(2))
    path = archive.folder / NAME
    whole = path.read_bytes()
    path.write_bytes(whole + bytes(100_000))
    repair = archive.repair({NAME: end(places[-1])})
    assert len(repair.torn) == 1
    assert path.read_bytes() == whole


def test_a_file_that_ends_before_what_is_known_is_left_alone(archive: Archive) -> None:
    places = archive.append(exchanges(2))
    os.truncate(archive.folder / NAME, end(places[0]))
    left = (archive.folder / NAME).read_bytes()
    repair = archive.repair({NAME: end(places[1]), "2031-05-03.warc.gz": 10})
    assert (repair.found, repair.torn) == ((), ())
    assert (archive.folder / NAME).read_bytes() == left
    assert Archive(archive.folder / "none", now=lambda: DAY).repair({}).found == ()


WRITER = """
import sys
from pathlib import Path
from broadsheet.archive import Archive
from tests.fetch.samples import DAY, exchanges
archive = Archive(Path(sys.argv[1]), now=lambda: DAY)
print("ready", flush=True)
while True:
    for place in archive.append(exchanges(5)):
        print(place.offset, place.length, flush=True)
"""


@pytest.mark.parametrize("wait", [0.0, 0.004, 0.013, 0.03, 0.06])
def test_a_kill_while_writing_loses_nothing_that_was_promised(tmp_path: Path, wait: float) -> None:
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path / "a")], stdout=subprocess.PIPE, text=True, cwd=root
    ) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(wait)
        writer.send_signal(signal.SIGKILL)
        lines = [line.split() for line in writer.stdout.read().splitlines(keepends=True) if line.endswith("\n")]
    promised = [Place(NAME, int(offset), int(length)) for offset, length in lines]
    archive = Archive(tmp_path / "a", now=lambda: DAY)
    found = {sighting.place for sighting in archive.repair({}).found}
    assert set(promised) <= found
    assert all(archive.read(place) for place in found)
    assert not archive.repair({}).torn
