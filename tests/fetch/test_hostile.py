"""Damaged and hostile WARC files: no exception escapes, no hang, each record one outcome with a reason."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.archive import Archive, read_warc, sniff
from broadsheet.archive.rewriting import rewrite
from broadsheet.model import Made, Rejected
from tests.fetch.samples import DAY, exchanges


def archived(folder: Path) -> tuple[Path, bytes]:
    archive = Archive(folder, now=lambda: DAY)
    places = archive.append(exchanges(4))
    path = folder / places[0].file
    return path, path.read_bytes()


with tempfile.TemporaryDirectory() as _folder:
    _, WHOLE = archived(Path(_folder))

damages = st.lists(
    st.tuples(
        st.sampled_from(["flip", "cut", "drop", "double", "noise"]), st.integers(0, len(WHOLE)), st.integers(1, 400)
    ),
    min_size=1,
    max_size=4,
)


def damaged(raw: bytes, how: list[tuple[str, int, int]]) -> bytes:
    for kind, at, size in how:
        at = min(at, len(raw))
        if kind == "flip" and raw:
            at = min(at, len(raw) - 1)
            raw = raw[:at] + bytes([raw[at] ^ (size % 255 + 1)]) + raw[at + 1 :]
        elif kind == "cut":
            raw = raw[:at]
        elif kind == "drop":
            raw = raw[:at] + raw[at + size :]
        elif kind == "double":
            raw = raw[: at + size] + raw[at:]
        else:
            raw = raw[:at] + bytes((at * n) % 251 for n in range(size)) + raw[at:]
    return raw


def outcomes(raw: bytes) -> list[object]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.warc.gz"
        path.write_bytes(raw)
        sniff(path)
        return list(read_warc(path))


@settings(max_examples=150)
@given(damages)
def test_every_record_of_a_damaged_file_has_one_outcome(how: list[tuple[str, int, int]]) -> None:
    for found in outcomes(damaged(WHOLE, how)):
        assert isinstance(found, Made) or (isinstance(found, Rejected) and found.reason), found


@given(st.binary(max_size=3000))
def test_what_is_no_warc_at_all(raw: bytes) -> None:
    for found in outcomes(b"WARC/1.1\r\n" + raw):
        assert isinstance(found, Made | Rejected)


@settings(max_examples=80)
@given(damages)
def test_repair_keeps_every_whole_record_and_can_be_repeated(how: list[tuple[str, int, int]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path, whole = archived(folder)
        path.write_bytes(damaged(whole, how))
        archive = Archive(folder, now=lambda: DAY)
        found = archive.repair({}).found
        assert all(archive.read(each.place).url == each.url for each in found)
        again = archive.repair({})
        assert again.found == found
        assert again.torn == ()


@given(st.sets(st.integers(0, 3)))
def test_a_file_without_some_records_has_the_others_as_they_were(kept: set[int]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        archive = Archive(folder, now=lambda: DAY)
        places = archive.append(exchanges(4))
        before = [archive.read(place) for place in places]
        done = rewrite(folder / places[0].file, keep={places[n].offset for n in kept}, successor="2031-05-04.1.warc.gz")
        archive.take_place(done.file, done.successor)
        assert bool(done.successor) is bool(kept)
        for number in kept:
            assert archive.read(done.places[places[number].offset]) == before[number]
        assert len(done.places) == len(kept)
        later = Archive(folder, now=lambda: DAY + timedelta(hours=1))
        assert later.read(later.append(exchanges(1))[0]) == before[0]
