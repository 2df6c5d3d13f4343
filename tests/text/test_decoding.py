from __future__ import annotations

import gzip
import io
import random
import subprocess
import sys
import textwrap
import zlib
from collections.abc import Callable

import brotli  # type: ignore[import-untyped]
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.model import Made, Rejected
from broadsheet.text.bodies.decoding import decode_body, decode_text

LIMIT = 25_000_000


def raw_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(body) + packer.flush()


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstandard.ZstdCompressor(write_checksum=True).compress,
}


@pytest.mark.parametrize("coding", PACKERS)
@given(body=st.binary(max_size=5000))
def test_each_coding_gives_back_what_went_in(coding: str, body: bytes) -> None:
    assert decode_body(PACKERS[coding](body), encoding=coding, limit=LIMIT) == Made(body)


@given(
    body=st.binary(min_size=1, max_size=2000), codings=st.lists(st.sampled_from(list(PACKERS)), min_size=2, max_size=3)
)
def test_codings_on_one_another(body: bytes, codings: list[str]) -> None:
    payload = body
    for coding in codings:
        payload = PACKERS[coding](payload)
    outcome = decode_body(payload, encoding=", ".join(codings), limit=LIMIT)
    assert isinstance(outcome, Made)
    assert outcome.value == body


def test_bodies_larger_than_what_is_held_come_back_whole() -> None:
    body = b"".join(b"%d news\n" % number for number in range(600_000))
    for coding, pack in PACKERS.items():
        assert decode_body(pack(body), encoding=coding, limit=LIMIT) == Made(body)


def test_gzip_members_are_joined_and_padding_left_out() -> None:
    payload = gzip.compress(b"one ") + gzip.compress(b"two") + b"\0\0\0"
    assert decode_body(payload, encoding="gzip", limit=LIMIT) == Made(b"one two")


def test_raw_deflate_is_taken_too() -> None:
    assert decode_body(raw_deflate(b"news" * 50), encoding="deflate", limit=LIMIT) == Made(b"news" * 50)


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_a_torn_stream_gives_what_came_and_says_so(coding: str) -> None:
    body = random.Random(7).randbytes(300_000).hex().encode()
    payload = PACKERS[coding](body)
    outcome = decode_body(payload[: len(payload) // 2], encoding=coding, limit=LIMIT)
    assert isinstance(outcome, Made)
    assert outcome.note == "truncated"
    assert body.startswith(outcome.value)


@pytest.mark.parametrize("coding", PACKERS)
def test_the_limit_is_exact(coding: str) -> None:
    payload = PACKERS[coding](b"x" * 3_000_000)
    assert isinstance(decode_body(payload, encoding=coding, limit=3_000_000), Made)
    refused = decode_body(payload, encoding=coding, limit=2_999_999)
    assert isinstance(refused, Rejected)
    assert refused.reason == "too-large"


def test_what_is_not_encoded_comes_back_as_it_is() -> None:
    page = b"<html>plain</html>"
    for coding in ("gzip", "br", "zstd"):
        assert decode_body(page, encoding=coding, limit=LIMIT) == Made(page, "not-encoded")
    for coding in ("", "identity", "Identity, "):
        assert decode_body(page, encoding=coding, limit=LIMIT) == Made(page)


@pytest.mark.parametrize(
    ("payload", "coding"),
    [
        (b"x", "compress"),
        (gzip.compress(b"news" * 100, mtime=0)[:10] + b"\xff" * 40, "gzip"),
        (gzip.compress(b"", mtime=0) * 10_001, "gzip"),
        (b"\x01\x02\x03\x04", "br"),
        (b"x", "gzip, gzip, gzip, gzip"),
    ],
)  # fmt: skip
def test_nonsense_is_refused(payload: bytes, coding: str) -> None:
    outcome = decode_body(payload, encoding=coding, limit=LIMIT)
    assert isinstance(outcome, Rejected)
    assert outcome.reason == "bad-encoding"


@given(
    st.binary(max_size=400), st.sampled_from(["gzip", "deflate", "br", "zstd", "gzip, br", "nonsense"]), st.booleans()
)
def test_any_bytes_give_an_outcome(payload: bytes, coding: str, with_magic: bool) -> None:
    if with_magic:
        payload = (b"\x28\xb5\x2f\xfd" if coding == "zstd" else b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03") + payload
    outcome = decode_body(payload, encoding=coding, limit=10_000)
    assert isinstance(outcome, Made | Rejected)
    assert not isinstance(outcome, Made) or len(outcome.value) <= 10_000


# A fresh process for each, so that the peak is this decoder's alone. Bombs are made in another: making them costs too.
MEASURE = """
import resource, sys
from broadsheet.text.bodies.decoding import decode_body
import brotli, zstandard
payload = sys.stdin.buffer.read()
decode_body(payload[:100], encoding=sys.argv[1], limit=1000)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
outcome = decode_body(payload, encoding=sys.argv[1], limit=25_000_000)
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(outcome.reason, after - before)
"""


def bomb(coding: str) -> bytes:
    size, block = 500_000_000, bytes(1_000_000)
    if coding == "gzip, gzip":
        return gzip.compress(bomb("gzip"))
    if coding == "br":
        packer = brotli.Compressor(quality=5, lgwin=24)
        return bytes(b"".join(packer.process(block) for _ in range(size // len(block))) + packer.finish())
    if coding == "zstd":
        target = io.BytesIO()
        with zstandard.ZstdCompressor().stream_writer(target, closefd=False) as writer:
            for _ in range(size // len(block)):
                writer.write(block)
        return target.getvalue()
    packer = zlib.compressobj(6, zlib.DEFLATED, 31 if coding == "gzip" else 15)
    return b"".join(packer.compress(block) for _ in range(size // len(block))) + packer.flush()


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd", "gzip, gzip"])
def test_a_bomb_of_500_mb_adds_less_than_20_mb(coding: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(MEASURE), coding], input=bomb(coding), capture_output=True, check=True
    )
    reason, added = done.stdout.split()
    unit = 1024 if sys.platform != "darwin" else 1
    assert reason == b"too-large"
    assert int(added) * unit < 20_000_000


@pytest.mark.parametrize(
    ("body", "content_type", "expected"),
    [
        ("\ufeffnaïve".encode(), "text/html; charset=iso-8859-2", "naïve"),
        (b"\xff\xfen\x00\xef\x00", "text/html", "nï"),
        ("naïve".encode("latin-1"), "text/html; charset=ISO-8859-1", "naïve"),
        ("“quoted”".encode("cp1252"), "text/html; charset=latin1", "“quoted”"),
        ("łódź".encode("iso-8859-2"), 'text/html; charset="iso-8859-2"', "łódź"),
        (b'<?xml version="1.0" encoding="koi8-r"?><a>' + "да".encode("koi8-r"), "", "да"),
        (b"<meta charset=windows-1251>" + "да".encode("cp1251"), "text/html", "да"),
        (b'<meta http-equiv=x content="text/html; charset=shift_jis">' + "日本".encode("cp932"), "", "日本"),
        ("naïve".encode(), "", "naïve"),
        ("“naïve”".encode("cp1252"), "", "“naïve”"),
        ("naïve 日本".encode(), "text/html; charset=iso-8859-1", "naïve 日本"),
        ("naïve".encode(), "text/html; charset=unheard-of", "naïve"),
        ("naïve".encode(), "text/html; charset=punycode", "naïve"),
        (b"<meta charset=utf-16>" + "ï".encode(), "", "ï"),
    ],
)
def test_the_character_set(body: bytes, content_type: str, expected: str) -> None:
    assert decode_text(body, content_type=content_type).endswith(expected)


def test_one_stray_byte_does_not_turn_a_page_into_another_alphabet() -> None:
    body = "Zażółć gęślą jaźń. ".encode() * 50 + b"\xe9 end"
    text = decode_text(body, content_type="text/html; charset=utf-8")
    assert text.startswith("Zażółć gęślą jaźń. ")
    assert text.count("\ufffd") == 1


@given(st.binary(max_size=300), st.text(max_size=30))
def test_any_bytes_are_some_text(body: bytes, charset: str) -> None:
    assert isinstance(decode_text(body, content_type=f"text/html; charset={charset}"), str)


@given(st.text(max_size=200))
def test_utf_8_needs_no_label(text: str) -> None:
    if not text.startswith("\ufeff") and "charset" not in text.lower() and "encoding" not in text.lower():
        body = text.encode()
        if not body.startswith((b"\xff\xfe", b"\xfe\xff")):
            assert decode_text(body, content_type="") == text
