from __future__ import annotations

import gzip
import os
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.archive import read_jsonl, read_warc, sniff
from broadsheet.archive.warc_import import dechunked
from broadsheet.model import Capture, Made, Outcome, Rejected
from broadsheet.text.hashing import capture_id, digest
from broadsheet.text.records import TextRecord

DATE = b"2031-05-04T06:30:15Z"
PAGE = b"<p>The bridge at Orlo opened.</p>"
HTTP = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE


def warc(
    block: bytes = HTTP, *, kind: bytes = b"response", url: bytes = b"https://gazette.example/a", **changes: bytes
) -> bytes:
    headers = {b"WARC-Type": kind, b"WARC-Target-URI": url, b"WARC-Date": DATE, b"Content-Length": b"%d" % len(block)}
    headers.update({name.replace("_", "-").encode(): value for name, value in changes.items()})
    head = b"".join(name + b": " + value + b"\r\n" for name, value in headers.items() if value)
    return b"WARC/1.0\r\n" + head + b"\r\n" + block + b"\r\n\r\n"


def outcomes(path: Path, content: bytes) -> list[Outcome[Capture]]:
    path.write_bytes(content)
    return list(read_warc(path))


def told(found: list[Outcome[Capture]]) -> list[str]:
    """URL and note of what was made, the reason of what was not."""
    words = []
    for outcome in found:
        assert isinstance(outcome, Made | Rejected)
        words.append(f"{outcome.value.url} {outcome.note}".strip() if isinstance(outcome, Made) else outcome.reason)
    return words


URL = "https://gazette.example/a"


class TestWarc:
    @pytest.mark.parametrize("date", [b"0001-01-01T00:00:00Z", b"1970-01-01T00:00:00Z", b"9999-12-31T23:59:59Z"])
    def test_a_date_out_of_range_is_none(self, tmp_path: Path, date: bytes) -> None:
        (tmp_path / "x").write_bytes(warc(WARC_Date=date))
        (found,) = read_warc(tmp_path / "x")
        assert isinstance(found, Rejected)
        assert found.reason == "no-date"
        assert "out of range" in found.detail

    def test_a_no_break_space_is_part_of_an_address(self, tmp_path: Path) -> None:
        (made,) = outcomes(tmp_path / "x", warc(WARC_Target_URI=f"{URL}\u00a0".encode()))
        assert isinstance(made, Made)
        assert made.value.url == f"{URL}\u00a0"

    @pytest.mark.parametrize("pack", [bytes, gzip.compress])
    def test_a_sound_record(self, tmp_path: Path, pack: object) -> None:
        (made,) = outcomes(tmp_path / "x", pack(warc()))  # type: ignore[operator]
        assert isinstance(made, Made)
        capture = made.value
        assert capture == Capture(
            capture_id(URL, digest(PAGE)),
            URL,
            datetime(2031, 5, 4, 6, 30, 15, tzinfo=UTC),
            200,
            (("Content-Type", "text/html"),),
            PAGE,
            digest(PAGE),
        )

    @pytest.mark.parametrize(
        ("content", "expected"),
        [
            (warc(kind=b"warcinfo") + warc(kind=b"request") + warc(kind=b"metadata"), []),
            (warc(kind=b"revisit"), ["revisit-without-payload"]),
            (warc(kind=b"continuation"), ["segmented"]),
            (warc(WARC_Segment_Number=b"1"), ["segmented"]),
            (warc(kind=b"conversion"), ["unknown-type"]),
            (warc(b"220 ftp ready\r\n\r\n"), ["not-http"]),
            (warc(url=b""), ["no-address"]),
            (warc(url=b"dns:gazette.example"), ["not-web-address"]),
            (warc(url=b"<https://gazette.example/a>"), [f"{URL} mended-address"]),
            (warc(url=b"https://gazette.example/a b"), [f"{URL}%20b mended-address"]),
            (warc(WARC_Date=b"yesterday"), ["no-date"]),
            (warc(Content_Length=b"many"), ["bad-length"]),
            (warc(Content_Length=b"-5"), ["bad-length"]),
            (warc(Content_Length=b"99999999999"), ["too-large"]),
            (warc(Content_Length=b"40"), [f"{URL} wrong-length"]),
            (warc(WARC_Payload_Digest=b"sha1:AAAA"), [f"{URL} digest-differs"]),
            (b"no record at all\n" + warc(), ["no-record", URL]),
            (b"WARC/1.0\r\n" + b"X: 1\r\n" * 1001 + b"\r\n" + warc(), ["bad-header", URL]),
            (warc(HTTP.replace(b"\r\n", b"\n")).replace(b"\r\n", b"\n"), [URL]),
            (warc(HTTP[:30]), [URL]),
            (warc()[:-60], ["torn-record"]),
            (warc()[:60], ["torn-record"]),
            (b"", []),
        ],
    )
    def test_each_odd_record_has_one_outcome_and_the_next_is_read(
        self, tmp_path: Path, content: bytes, expected: list[str]
    ) -> None:
        path = tmp_path / "x"
        if expected[-1:] == ["torn-record"] or expected == ["too-large"]:
            before = outcomes(path, warc() + content)
            assert told(before) == [URL, "torn-record"]
            return
        assert told(outcomes(path, content)) == expected
        assert told(outcomes(path, content + warc(kind=b"request") + warc())) == [*expected, URL]

    def test_a_record_too_large_is_passed_over(self, tmp_path: Path) -> None:
        path = tmp_path / "x"
        path.write_bytes(gzip.compress(warc(HTTP + bytes(5000))) + gzip.compress(warc()))
        assert told(list(read_warc(path, max_record=1000))) == ["too-large", URL]

    def test_one_gzip_member_for_all_and_records_over_several(self, tmp_path: Path) -> None:
        whole = warc() + warc(url=b"https://gazette.example/b")
        assert told(outcomes(tmp_path / "x", gzip.compress(whole))) == [URL, "https://gazette.example/b"]
        parts = [gzip.compress(whole[at : at + 50]) for at in range(0, len(whole), 50)]
        assert told(outcomes(tmp_path / "x", b"".join(parts))) == [URL, "https://gazette.example/b"]

    def test_a_damaged_member_loses_only_itself(self, tmp_path: Path) -> None:
        members = [gzip.compress(warc(url=b"https://gazette.example/%d" % n)) for n in range(4)]
        bad = bytearray(members[1])
        bad[40:60] = b"\xff" * 20
        found = told(outcomes(tmp_path / "x", members[0] + bytes(bad) + members[2] + members[3]))
        assert found == [
            "https://gazette.example/0",
            "damaged-member",
            "https://gazette.example/2",
            "https://gazette.example/3",
        ]

    def test_a_torn_last_member_is_said(self, tmp_path: Path) -> None:
        member = gzip.compress(warc())
        assert told(outcomes(tmp_path / "x", member + member[:60])) == [URL, "torn-record"]

    @pytest.mark.parametrize(
        ("body", "payload", "note"),
        [
            (b"3\r\nabc\r\n2;x\r\nde\r\n0\r\n\r\n", b"abcde", ""),
            (b"3\nabc\n0\n\n", b"abc", ""),
            (b"<p>plain</p>", b"<p>plain</p>", "not-chunked"),
            (b"3\r\nabc\r\nzz\r\n", b"abc", "wrong-chunks"),
            (b"3\r\nabc\r\n9\r\nde", b"abcde", "torn-chunks"),
            (b"3\r\nabc\r\n", b"abc", "torn-chunks"),
            (b"", b"", "not-chunked"),
        ],
    )
    def test_chunks(self, tmp_path: Path, body: bytes, payload: bytes, note: str) -> None:
        block = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nSet-Cookie: a=1\r\nX: y\r\n\r\n" + body
        (made,) = outcomes(tmp_path / "x", warc(block))
        assert isinstance(made, Made)
        assert (made.value.payload, made.note, made.value.headers) == (payload, note, (("X", "y"),))
        assert (made.value.truncated == "disconnect") is (note in ("wrong-chunks", "torn-chunks"))
        assert dechunked(body) == (payload, note)

    def test_tokens_of_addresses_do_not_come_in(self, tmp_path: Path) -> None:
        (made,) = outcomes(tmp_path / "x", warc(url=b"https://u:w@gazette.example/a?token=s3cret"))
        assert isinstance(made, Made)
        assert made.value.url == "https://gazette.example/a?token=REDACTED"

    @given(content=st.binary(max_size=400), packed=st.booleans(), headed=st.booleans())
    def test_any_bytes_give_outcomes(
        self, tmp_path_factory: pytest.TempPathFactory, content: bytes, packed: bool, headed: bool
    ) -> None:
        content = warc() + content if headed else content
        path = tmp_path_factory.mktemp("any") / "x"
        assert all(
            isinstance(each, Made | Rejected) for each in outcomes(path, gzip.compress(content) if packed else content)
        )
        sniff(path)
        assert all(isinstance(each, Made | Rejected) for each in read_jsonl(path))

    @given(st.data())
    def test_any_damage_to_real_records_gives_outcomes(
        self, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
    ) -> None:
        packed = data.draw(st.booleans())
        records = [
            warc(),
            warc(kind=b"request"),
            warc(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"),
        ]
        content = bytearray(b"".join(gzip.compress(each) if packed else each for each in records))
        for _ in range(data.draw(st.integers(1, 4))):
            content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
        path = tmp_path_factory.mktemp("any") / "x"
        found = outcomes(path, bytes(content[: data.draw(st.integers(0, len(content)))]))
        assert len(found) <= 8
        told(found)


# What the sound records hold and why the others are none: URL, status, payload bytes; or the reason.
CONFORMANCE: dict[str, list[tuple[str, int, int] | str]] = {
    "bad.arc": ["bad-length", "not-http", "bad-length"],
    "example-bad-non-chunked.warc.gz": [("http://example.com/", 200, 606), "revisit-without-payload"],
    "example-bad.warc.gz.bad": [
        ("http://example.com?example=1", 200, 1270),
        "revisit-without-payload",
        ("http://www.iana.org/domains/example", 302, 201),
    ],
    "example-digest.warc": [],  # four requests, no response
    "example-iana.org-chunked.warc": [("http://www.iana.org/", 200, 7223)],
    "example-resource.warc.gz": [("http://example.com/", 0, 1303)],
    "example-space-in-target-uri.warc.gz": ["not-web-address"],
    "example-space-in-url.arc": [
        (
            "http://example.com/index.cfm?FuseAction=Email&EmailTitle=Examples%20From%20The%20Live%20Web&IsPopUp=False",
            200,
            1270,
        )
    ],
    "example-trunc.warc": [("http://example.com/", 200, 604)],
    "example-wget-bad-target-uri.warc.gz": [("http://example.com/", 200, 1270), "not-web-address", "not-web-address"],
    "example-wrong-chunks.warc.gz": [("http://example.com/", 200, 1270)],
    "example.arc": [("http://example.com/", 200, 1270)],
    "example.arc.gz": [("http://example.com/", 200, 1270)],
    "example.warc": [("http://example.com/", 200, 606), "revisit-without-payload"],
    "example.warc.gz": [("http://example.com/", 200, 606), "revisit-without-payload"],
    "post-test.warc.gz": [
        ("http://httpbin.org/post", 200, 545),
        ("http://httpbin.org/post", 200, 552),
        ("http://httpbin.org/post?foo=bar", 200, 551),
    ],
}


FOLDER = Path(__file__).parent / "conformance"


@pytest.mark.parametrize("name", CONFORMANCE)
def test_files_of_other_tools(name: str) -> None:
    """Each record is read, or its reason is named; nothing is passed over in silence."""
    path = FOLDER / name
    found = []
    for outcome in read_warc(path):
        if isinstance(outcome, Made):
            found.append((outcome.value.url, outcome.value.status, len(outcome.value.payload)))
            assert outcome.value.truncated == ("disconnect" if name == "example-trunc.warc" else "")
        else:
            assert isinstance(outcome, Rejected)
            assert name in outcome.detail, "a reason says where"
            found.append(outcome.reason)  # type: ignore[arg-type]
    assert found == CONFORMANCE[name]
    assert sniff(path) == "warc"


def test_the_list_is_whole() -> None:
    assert {path.name for path in FOLDER.iterdir() if ".warc" in path.name or ".arc" in path.name} == set(CONFORMANCE)


def test_the_files_are_as_they_were_published(data_dir: Path) -> None:
    for name in (*CONFORMANCE, "LICENSE", "NOTICE"):
        assert (FOLDER / name).read_bytes() == (data_dir / "warc_conformance" / name).read_bytes()


def test_real_pages(data_dir: Path) -> None:
    found = Counter(type(outcome).__name__ for outcome in read_warc(data_dir / "pages.warc.gz"))
    assert set(found) == {"Made"}


LINE = (
    b'{"url": "https://gazette.example/a", "outlet": "The Gazette", "source_domain": "gazette.example", "title": "Bridge",'
    b' "published": "2031-05-04", "authors": ["Ada Orme", null], "text": "The bridge opened.", "more": 1}'
)


class TestJsonLines:
    def read(self, path: Path, content: bytes) -> list[Outcome[tuple[Capture, TextRecord]]]:
        path.write_bytes(content)
        return list(read_jsonl(path, seen=datetime(2031, 5, 9, tzinfo=UTC)))

    @pytest.mark.parametrize("pack", [bytes, gzip.compress])
    def test_an_article(self, tmp_path: Path, pack: object) -> None:
        (made,) = self.read(tmp_path / "x", pack(LINE + b"\r\n"))  # type: ignore[operator]
        assert isinstance(made, Made)
        capture, record = made.value
        assert record == TextRecord(
            URL, "The bridge opened.", "The Gazette", "gazette.example", "Bridge", "2031-05-04", ("Ada Orme",)
        )
        assert (capture.url, capture.payload, capture.status) == (URL, LINE, 0)
        assert capture.at == datetime(2031, 5, 4, tzinfo=UTC)
        assert capture.id == capture_id(URL, digest(LINE))

    @pytest.mark.parametrize(
        ("published", "at", "note"),
        [
            ('"2031-05-04T06:30:15+02:00"', datetime(2031, 5, 4, 4, 30, 15, tzinfo=UTC), ""),
            ('"2031-05-04T06:30:15"', datetime(2031, 5, 4, 6, 30, 15, tzinfo=UTC), ""),
            ('"2031-05-04"', datetime(2031, 5, 4, tzinfo=UTC), ""),
            ("null", datetime(2031, 5, 9, tzinfo=UTC), ""),
            ('"lately"', datetime(2031, 5, 9, tzinfo=UTC), "unread-date"),
            ('"0001-01-01T00:00:00Z"', datetime(2031, 5, 9, tzinfo=UTC), "time-out-of-range"),
            ('"0001-01-01T00:00:00+14:00"', datetime(2031, 5, 9, tzinfo=UTC), "time-out-of-range"),
            ('"1989-12-31"', datetime(2031, 5, 9, tzinfo=UTC), "time-out-of-range"),
            ('"9999-12-31T23:59:59-12:00"', datetime(2031, 5, 9, tzinfo=UTC), "time-out-of-range"),
            ('"2031-05-12"', datetime(2031, 5, 9, tzinfo=UTC), "time-out-of-range"),
            ('"2031-05-04T23:59:60Z"', datetime(2031, 5, 9, tzinfo=UTC), "unread-date"),
        ],
    )
    def test_when_it_was_seen(self, tmp_path: Path, published: str, at: datetime, note: str) -> None:
        line = f'{{"url": "{URL}", "text": "x", "published": {published}}}'.encode()
        (tmp_path / "x").write_bytes(line)
        seen = datetime(2031, 5, 9, tzinfo=UTC)
        (made,) = read_jsonl(tmp_path / "x", seen=seen, until=seen)
        assert isinstance(made, Made)
        assert (made.value[0].at, made.note) == (at, note)

    @pytest.mark.parametrize("changed", [0, 32_000_000_000])
    def test_a_file_of_no_time_is_seen_now(self, tmp_path: Path, changed: int) -> None:
        """Programs that pack files set their time to 1970 and later take it for the truth."""
        (tmp_path / "x").write_bytes(LINE.replace(b"2031-05-04", b""))
        os.utime(tmp_path / "x", (changed, changed))
        now = datetime(2031, 5, 9, tzinfo=UTC)
        (made,) = read_jsonl(tmp_path / "x", until=now)
        assert isinstance(made, Made)
        assert made.value[0].at == now

    def test_without_a_time_the_files_own_stands(self, tmp_path: Path) -> None:
        path = tmp_path / "x"
        path.write_bytes(b'{"url": "https://gazette.example/a", "text": "x"}\n')
        os.utime(path, (1_900_000_000.5, 1_900_000_000.5))
        (made,) = read_jsonl(path)
        assert isinstance(made, Made)
        assert made.value[0].at == datetime.fromtimestamp(1_900_000_000, UTC)

    @pytest.mark.parametrize(
        ("line", "reason"),
        [
            (b"no json", "bad-line"),
            (b"[]", "bad-line"),
            (b'{"url": 3, "text": "x"}', "bad-line"),
            (b'{"url": "\xff", "text": "x"}', "bad-line"),
            (b"[" * 100_000, "bad-line"),
            (b'{"text": "x"}', "no-url"),
            (b'{"url": "mailto:a@b.example", "text": "x"}', "no-url"),
            (b'{"url": "https://gazette.example/a", "text": null}', "no-text"),
            (b'{"url": "https://gazette.example/a", "text": "  "}', "no-text"),
        ],
    )
    def test_a_bad_line_is_named_and_the_others_are_read(self, tmp_path: Path, line: bytes, reason: str) -> None:
        found = self.read(tmp_path / "x", LINE + b"\n" + line + b"\n\n" + LINE)
        assert [type(outcome) for outcome in found] == [Made, Rejected, Made]
        assert isinstance(found[1], Rejected)
        assert found[1].reason == reason
        assert "x, line 2" in found[1].detail

    def test_a_torn_and_a_damaged_file_give_what_came_before(self, tmp_path: Path) -> None:
        content = gzip.compress(b"\n".join([LINE] * 3000))
        found = self.read(tmp_path / "x", content[:-40])
        assert isinstance(found[-1], Rejected)
        assert found[-1].reason == "torn-line"
        assert {type(outcome) for outcome in found[:-1]} <= {Made}
        bad = bytearray(gzip.compress(Random(7).randbytes(70_000).hex().encode() + b"\n" + LINE, mtime=0))
        bad[-8] ^= 0xFF  # the checksum of what was packed
        damaged = self.read(tmp_path / "x", bytes(bad))
        assert [outcome.reason for outcome in damaged if isinstance(outcome, Rejected)][-1] == "damaged-file"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (warc(), "warc"),
        (gzip.compress(warc(), mtime=0), "warc"),
        (b"filedesc://x.arc 127.0.0.1 20310504063015 text/plain 0\n", "warc"),
        (b"\xef\xbb\xbf" + LINE, "jsonl"),
        (gzip.compress(LINE, mtime=0), "jsonl"),
        (b'<?xml version="1.0"?>\n<opml version="2.0"><body/></opml>', "opml"),
        (b"<rss/>", "unknown"),
        (b"", "unknown"),
        (b"\x1f\x8bnonsense", "unknown"),
    ],
)
def test_what_a_file_is(tmp_path: Path, content: bytes, kind: str) -> None:
    (tmp_path / "x").write_bytes(content)
    assert sniff(tmp_path / "x") == kind


def test_the_package_brings_no_client_with_it() -> None:
    script = "import broadsheet.fetch, sys; print('aiohttp' in sys.modules, 'protego' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]
