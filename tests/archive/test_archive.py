from __future__ import annotations

import errno
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]

from broadsheet.archive import Archive, read_warc, record
from broadsheet.errors import ArchiveError
from broadsheet.model import Capture, Exchange, Made, Place
from broadsheet.text.hashing import capture_id, digest
from tests.fetch.samples import DAY, capture, exchanges, fetched


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "archive", now=lambda: DAY)


def records(path: Path) -> list[tuple[str, dict[str, str], bytes]]:
    """All records as another reader sees them, digests checked."""
    with path.open("rb") as file:
        return [
            (each.rec_type, dict(each.rec_headers.headers), each.raw_stream.read())
            for each in ArchiveIterator(file, check_digests="raise")
        ]


def test_what_is_written_is_read_back(archive: Archive) -> None:
    written = exchanges()
    places = archive.append(written)
    assert [archive.read(place) for place in places] == [exchange.capture for exchange in written]
    assert {place.file for place in places} == {"2031-05-04.warc.gz"}
    assert archive.size() == places[-1].offset + places[-1].length


def test_anyones_tools_read_it(archive: Archive) -> None:
    [exchange] = exchanges(1)
    place = archive.append([exchange])[0]
    found = records(archive.folder / place.file)
    assert [kind for kind, _, _ in found] == ["warcinfo", "request", "metadata", "response"]
    _, headers, payload = found[-1]
    assert headers["WARC-Target-URI"] == exchange.capture.url
    assert headers["WARC-Date"] == "2031-05-04T06:30:15Z"
    assert headers["WARC-IP-Address"] == "192.0.2.80"
    assert headers["WARC-Payload-Digest"] == exchange.capture.digest
    assert payload == exchange.capture.payload
    assert {each["WARC-Concurrent-To"] for _, each, _ in found[1:3]} == {headers["WARC-Record-ID"]}
    assert len({each["WARC-Record-ID"] for _, each, _ in found}) == 4
    assert b"redirect: 301 https://gazette.example/old?token=REDACTED https://gazette.example/0" in found[2][2]


def test_no_credential_of_the_request_is_written(archive: Archive) -> None:
    archive.append(exchanges(1))
    (path,) = archive.folder.iterdir()
    import gzip

    assert b"s3cret" not in gzip.decompress(path.read_bytes())


def test_the_same_captures_give_the_same_bytes(tmp_path: Path) -> None:
    files = []
    for name in ("one", "two"):
        archive = Archive(tmp_path / name, now=lambda: DAY)
        archive.append(exchanges())
        files.append((tmp_path / name / "2031-05-04.warc.gz").read_bytes())
    assert files[0] == files[1]


def test_a_file_a_day_and_one_head_each(tmp_path: Path) -> None:
    now = DAY
    archive = Archive(tmp_path, now=lambda: now)
    archive.append(exchanges(1))
    archive.append(exchanges(1))
    now = DAY + timedelta(days=1)
    archive.append(exchanges(1))
    now = DAY - timedelta(hours=1)  # a clock that jumped back
    place = archive.append(exchanges(1))[0]
    assert archive.read(place) == exchanges(1)[0].capture
    names = {path.name: [kind for kind, _, _ in records(path)] for path in tmp_path.iterdir()}
    assert sorted(names) == ["2031-05-04.warc.gz", "2031-05-05.warc.gz"]
    assert names["2031-05-04.warc.gz"].count("warcinfo") == 1
    assert names["2031-05-04.warc.gz"].count("response") == 3


def test_an_unchanged_payload_is_a_revisit(archive: Archive) -> None:
    first = capture()
    again = replace(first, at=DAY + timedelta(hours=6))
    place = archive.append([Exchange(capture=again, kind="revisit", refers_to=(first.url, first.at))])[0]
    found = archive.read(place)
    assert (found.id, found.digest, found.payload) == (first.id, first.digest, b"")
    assert (found.at, found.status, found.headers) == (again.at, 200, first.headers)
    _, headers, body = records(archive.folder / place.file)[-1]
    assert headers["WARC-Profile"].endswith("/identical-payload-digest")
    assert headers["WARC-Refers-To-Target-URI"] == first.url
    assert headers["WARC-Refers-To-Date"] == "2031-05-04T06:30:15Z"
    assert body == b""


def test_not_modified_is_a_revisit_of_another_profile(archive: Archive) -> None:
    first = capture()
    answer = capture(payload=b"", status=304, at=DAY + timedelta(hours=1), headers=(("ETag", '"x"'),))
    revisit = Exchange(
        answer, "revisit", request=fetched(answer), refers_to=(first.url, first.at), payload_digest=first.digest
    )
    found = archive.read(archive.append([revisit])[0])
    assert (found.id, found.digest, found.status) == (first.id, first.digest, 304)
    _, headers, _ = records(archive.folder / "2031-05-04.warc.gz")[-1]
    assert headers["WARC-Profile"].endswith("/server-not-modified")


def test_a_cut_body_says_so(archive: Archive) -> None:
    cut = capture(truncated="length")
    place = archive.append([Exchange(cut, "response")])[0]
    assert archive.read(place) == cut
    assert records(archive.folder / place.file)[-1][1]["WARC-Truncated"] == "length"


def test_a_line_of_an_import_is_a_resource(archive: Archive) -> None:
    line = capture(payload=b'{"url": "x"}', status=0, headers=(("Content-Type", "application/json"),))
    place = archive.append([Exchange(line, "resource")])[0]
    assert archive.read(place) == line
    kind, headers, payload = records(archive.folder / place.file)[-1]
    assert (kind, headers["Content-Type"], payload) == ("resource", "application/json", line.payload)


HEADER_NAMES = st.from_regex(r"[A-Za-z][A-Za-z0-9-]{0,12}", fullmatch=True).filter(
    lambda name: name.lower() not in ("set-cookie", "cookie", "transfer-encoding")
)
HEADER_VALUES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30).map(str.strip)
TIMES = st.datetimes(timezones=st.just(UTC))


@given(
    payload=st.binary(max_size=2000),
    status=st.integers(100, 599),
    headers=st.lists(st.tuples(HEADER_NAMES, HEADER_VALUES), max_size=4).map(tuple),
    at=TIMES,
    path=st.text(max_size=20),
)
def test_any_capture_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory,
    payload: bytes,
    status: int,
    headers: tuple[tuple[str, str], ...],
    at: datetime,
    path: str,
) -> None:
    url = record.uri(f"https://gazette.example/{path}".encode("utf-8", "replace").decode())
    one = capture(url, payload, status=status, headers=headers, at=at)
    whole = Archive(tmp_path_factory.mktemp("archive"), now=lambda: DAY)
    assert whole.read(whole.append([Exchange(one, "response")])[0]) == one
    (file,) = whole.folder.iterdir()
    outcomes = list(read_warc(file))
    assert [outcome.value for outcome in outcomes if isinstance(outcome, Made)] == [one]


class TestWhatCannotBeRead:
    def damaged(self, archive: Archive, change: Callable[[bytearray, Place], None]) -> str:
        place = archive.append(exchanges(2))[0]
        path = archive.folder / place.file
        content = bytearray(path.read_bytes())
        change(content, place)
        path.write_bytes(content)
        with pytest.raises(ArchiveError) as caught:
            archive.read(place)
        assert place.file in str(caught.value)
        assert str(place.offset) in str(caught.value)
        assert caught.value.hint
        return str(caught.value)

    def test_a_changed_byte_is_found(self, archive: Archive) -> None:
        def change(content: bytearray, place: Place) -> None:
            content[place.offset + place.length // 2] ^= 1

        self.damaged(archive, change)

    def test_a_cut_file_is_found(self, archive: Archive) -> None:
        def change(content: bytearray, place: Place) -> None:
            del content[place.offset + place.length - 1 :]

        self.damaged(archive, change)

    def test_a_payload_that_was_exchanged_is_found(self, archive: Archive) -> None:
        def change(content: bytearray, place: Place) -> None:
            other = replace(capture(payload=b"forged"), digest=capture().digest)
            forged = record.members(Exchange(other, "response"))[-1]
            assert len(forged) <= place.length
            content[place.offset : place.offset + place.length] = forged.ljust(place.length, b"\0")

        self.damaged(archive, change)

    def test_a_forged_record_of_the_same_length_is_found_by_its_digest(self, archive: Archive) -> None:
        other = replace(capture(payload=b"forged"), digest=capture().digest)
        raw = record.members(Exchange(other, "response"))[-1]
        archive.folder.mkdir()
        (archive.folder / "x.warc.gz").write_bytes(raw)
        with pytest.raises(ArchiveError, match="does not have the digest"):
            archive.read(Place("x.warc.gz", 0, len(raw)))

    def test_a_missing_file_and_a_place_outside(self, archive: Archive) -> None:
        with pytest.raises(ArchiveError, match="No such file"):
            archive.read(Place("2031-05-04.warc.gz", 0, 10))
        with pytest.raises(ArchiveError, match="no file of the archive"):
            archive.read(Place("../ledger.sqlite", 0, 10))


class TestWhatCannotBeWritten:
    def test_a_full_disk_leaves_the_file_at_its_last_record(
        self, archive: Archive, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        archive.append(exchanges(1))
        path = archive.folder / "2031-05-04.warc.gz"
        before = path.read_bytes()
        left = [700]
        real = os.write

        def write(descriptor: int, raw: bytes) -> int:
            if left[0] == 0:
                raise OSError(errno.ENOSPC, "No space left on device")
            done = real(descriptor, raw[: left[0]])
            left[0] -= done
            return done

        with monkeypatch.context() as patch:
            patch.setattr(os, "write", write)
            with pytest.raises(ArchiveError) as caught:
                archive.append(exchanges(3))
        assert "Free some space" in caught.value.hint
        assert str(path) in caught.value.message
        assert path.read_bytes() == before
        assert archive.read(archive.append(exchanges(1))[0]) == exchanges(1)[0].capture

    def test_a_real_limit_of_the_system(self, tmp_path: Path) -> None:
        script = """
import resource, signal, sys
from pathlib import Path
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))
from broadsheet.errors import ArchiveError
from broadsheet.archive import Archive
from tests.fetch.samples import DAY, exchanges
archive = Archive(Path(sys.argv[1]), now=lambda: DAY)
archive.append(exchanges(1))
size = archive.size()
try:
    archive.append(exchanges(10))
except ArchiveError as error:
    print(error.hint)
    print(archive.size() == size)
"""
        root = Path(__file__).resolve().parents[2]
        done = subprocess.run(
            [sys.executable, "-c", script, str(tmp_path / "a")], capture_output=True, text=True, check=True, cwd=root
        )
        assert done.stdout.splitlines() == [
            "The file is as large as this system allows; raise the limit and run the command again.",
            "True",
        ]
        assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 3000

    def test_a_folder_that_is_a_file(self, tmp_path: Path) -> None:
        (tmp_path / "archive").write_text("")
        with pytest.raises(ArchiveError) as caught:
            Archive(tmp_path / "archive", now=lambda: DAY).append(exchanges(1))
        assert caught.value.hint

    def test_a_read_only_folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """By the error that the system gives: tests may run as one who may write everywhere."""

        def refuse(*_: object) -> int:
            raise OSError(errno.EROFS, "Read-only file system")

        archive = Archive(tmp_path, now=lambda: DAY)
        monkeypatch.setattr(os, "open", refuse)
        with pytest.raises(ArchiveError, match="Read-only file system") as caught:
            archive.append(exchanges(1))
        assert "right to write" in caught.value.hint

    def test_one_bad_exchange_writes_nothing(self, archive: Archive) -> None:
        archive.append(exchanges(1))
        size = archive.size()
        with pytest.raises(ValueError, match="does not say what it refers to"):
            archive.append([*exchanges(2), Exchange(capture(), "revisit")])
        assert archive.size() == size


def test_ids_are_made_from_address_and_payload_alone(archive: Archive) -> None:
    one = capture()
    found: Capture = archive.read(archive.append([Exchange(one, "response")])[0])
    assert found.id == capture_id(one.url, digest(one.payload))
