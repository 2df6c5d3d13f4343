"""The Fetcher against real servers, all on the loopback."""

from __future__ import annotations

import asyncio
import gzip
import socket
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from broadsheet.fetch import Fetcher, Request, user_agent
from broadsheet.model import Failed, Fetched, Made, Outcome, Rejected
from broadsheet.text.bodies.decoding import decode_body
from broadsheet.text.hashing import capture_id, digest
from tests.fetch.servers import NOW, SETTINGS, Asked, Script, Server, fetch, no_pause, redirect, response, serving

PAGE = b"<html><p>The bridge at Orlo opened.</p></html>"


def got(outcome: Outcome[Fetched]) -> Fetched:
    assert isinstance(outcome, Made), outcome
    return outcome.value


def refused(outcome: Outcome[Fetched]) -> str:
    assert isinstance(outcome, Rejected), outcome
    return outcome.reason


def failed(outcome: Outcome[Fetched]) -> str:
    assert isinstance(outcome, Failed), outcome
    return outcome.error


def with_server(
    answers: dict[str, bytes | Script], use: Callable[[Server], Awaitable[list[Outcome[Fetched]]]]
) -> tuple[list[Outcome[Fetched]], Server]:
    async def run() -> tuple[list[Outcome[Fetched]], Server]:
        async with serving(answers) as server:
            return await use(server), server

    return asyncio.run(run())


def page(answers: dict[str, bytes | Script], path: str = "/a", **changes: object) -> tuple[Outcome[Fetched], Server]:
    outcomes, server = with_server(answers, lambda server: fetch(Request(server.url(path), "page"), **changes))
    return outcomes[0], server


class TestWhatComes:
    def test_a_page_is_kept_as_sent(self) -> None:
        outcome, server = page(
            {"/a": response(PAGE, headers=("Content-Type: text/html; charset=utf-8", 'ETag: "x1"', "X-Word: café"))}
        )
        fetched = got(outcome)
        capture = fetched.capture
        assert capture.payload == PAGE
        assert capture.url == server.url("/a")
        assert capture.id == capture_id(capture.url, digest(PAGE))
        assert (capture.status, capture.at, capture.truncated) == (200, NOW, "")
        assert capture.header("content-type") == "text/html; charset=utf-8"
        assert (fetched.etag, fetched.address, fetched.permanent, fetched.hops) == ('"x1"', "127.0.0.1", "", ())

    def test_a_compressed_body_stays_compressed(self) -> None:
        packed = gzip.compress(PAGE, mtime=0)
        capture = got(page({"/a": response(packed, headers=("Content-Encoding: gzip",))})[0]).capture
        assert capture.payload == packed
        assert decode_body(capture.payload, encoding=capture.header("content-encoding"), limit=1000) == Made(PAGE)

    def test_chunks_are_taken_out_and_their_header_with_them(self) -> None:
        body = b"5\r\nThe b\r\n0a;x=y\r\nridge open\r\n0\r\nX-End: 1\r\n\r\n"
        capture = got(page({"/a": response(body, headers=("Transfer-Encoding: chunked",), length=False)})[0]).capture
        assert capture.payload == b"The bridge open"
        assert capture.header("transfer-encoding") == ""

    @pytest.mark.parametrize("status", ["403 Forbidden", "404 Not Found", "410 Gone", "451 No", "500 Oops", "299 Odd"])
    def test_every_status_is_a_response(self, status: str) -> None:
        assert got(page({"/a": response(PAGE, status=status)})[0]).capture.status == int(status[:3])

    def test_cookies_credentials_and_tokens_are_not_kept(self) -> None:
        async def use(server: Server) -> list[Outcome[Fetched]]:
            url = server.url("/feed?token=s3cret&x=1").replace("http://", "http://reader:w0rd@")
            return await fetch(Request(url, "feed"))

        answer = response(
            PAGE,
            headers=("Set-Cookie: sid=s3cret", "Content-Location: /feed?token=s3cret", "Authentication-Info: s3cret"),
        )
        outcomes, server = with_server({"/feed?token=s3cret&x=1": answer}, use)
        fetched = got(outcomes[0])
        assert server.asked[0].headers["authorization"].startswith("Basic ")
        assert fetched.capture.url == server.url("/feed?token=REDACTED&x=1")
        assert "s3cret" not in repr(fetched)
        assert "w0rd" not in repr(fetched)
        assert "Basic" not in repr(fetched)

    def test_who_asks(self) -> None:
        _, server = page({"/a": response(PAGE)})
        assert server.asked[0].headers["user-agent"] == user_agent("mailto:editor@paper.example")
        assert user_agent("") == user_agent("").partition(" ")[0]
        assert user_agent("a\r\nX: y").endswith("(+aX:y)")
        assert "cookie" not in server.asked[1].headers

    def test_unchanged(self) -> None:
        answer = response(status="304 Not Modified", headers=('ETag: "x2"',), length=False)
        outcomes, server = with_server(
            {"/feed": answer},
            lambda server: fetch(Request(server.url("/feed"), "feed", etag='"x1"', last_modified="Sun, 04 May 2031")),
        )
        fetched = got(outcomes[0])
        assert fetched.not_modified
        assert (fetched.capture.status, fetched.capture.payload, fetched.etag) == (304, b"", '"x2"')
        assert server.asked[0].headers["if-none-match"] == '"x1"'
        assert server.asked[0].headers["if-modified-since"] == "Sun, 04 May 2031"

    @pytest.mark.parametrize(
        ("header", "retry_after", "max_age"),
        [
            ("Retry-After: 120", 120, None),
            ("Retry-After: Sun, 04 May 2031 06:31:15 GMT", 60, None),
            ("Retry-After: Sun, 04 May 2031 06:00:00 GMT", 0, None),
            ("Retry-After: soon", None, None),
            ("Cache-Control: public, max-age=900", None, 900),
            ("Cache-Control: no-cache, max-age=900", None, 0),
            ("Date: Sun, 04 May 2031 06:00:00 GMT\r\nExpires: Sun, 04 May 2031 06:10:00 GMT", None, 600),
            ("Expires: 0", None, None),
        ],
    )
    def test_what_a_response_says_about_time(self, header: str, retry_after: int | None, max_age: int | None) -> None:
        fetched = got(page({"/a": response(PAGE, headers=(header,))})[0])
        assert (fetched.retry_after, fetched.max_age) == (retry_after, max_age)


class TestRedirects:
    def test_a_chain_of_permanent_ones_moves_the_source(self) -> None:
        outcome, server = page({
            "/a": redirect("/b", "301 Moved Permanently"),
            "/b": redirect("/c?key=s3cret#top", "308 Permanent Redirect"),
            "/c?key=s3cret": response(PAGE),
        })  # fmt: skip
        fetched = got(outcome)
        assert fetched.permanent == server.url("/c?key=s3cret")
        assert fetched.capture.url == server.url("/c?key=REDACTED")
        assert fetched.requested == server.url("/a")
        assert [(hop.status, hop.location) for hop in fetched.hops] == [
            (301, server.url("/b")),
            (308, server.url("/c?key=REDACTED")),
        ]

    @pytest.mark.parametrize("last", [response(PAGE, status="404 Not Found"), redirect("/d")])
    def test_a_move_that_leads_nowhere_or_is_not_for_good_is_none(self, last: bytes) -> None:
        outcome, _ = page({"/a": redirect("/b", "301 Moved Permanently"), "/b": last, "/d": response(PAGE)})
        assert got(outcome).permanent == ""

    def test_loops_and_long_chains_end(self) -> None:
        assert refused(page({"/a": redirect("/b"), "/b": redirect("/a")})[0]) == "redirect-loop"
        assert refused(page({"/a": redirect("#x")})[0]) == "redirect-loop"
        chain: dict[str, bytes | Script] = {f"/{n}": redirect(f"/{n + 1}") for n in range(9)}
        assert refused(page(chain, "/0")[0]) == "too-many-redirects"
        outcome, server = page({**chain, "/8": response(PAGE)}, "/0")
        assert got(outcome).capture.url == server.url("/8")

    @pytest.mark.parametrize(
        "location",
        [
            "http://127.1:{port}/b", "http://0x7f.1:{port}/b", "http://2130706433:{port}/b", "http://017700000001:{port}/b",
            "http://0177.0.0.1:{port}/b", "http://[::ffff:127.0.0.1]:{port}/b", "http://[::1]:{port}/b", "//localhost:{port}/b",
            "http://127.0.0.1:{port}/b", "http://169.254.169.254/latest/meta-data", "http://10.0.0.1/", "http://0/",
        ],
    )  # fmt: skip
    def test_none_leads_to_a_private_address(self, location: str) -> None:
        async def use(server: Server) -> list[Outcome[Fetched]]:
            answers["/a"] = redirect(location.format(port=server.port))
            return await fetch(Request(server.url("/a"), "page"))

        answers: dict[str, bytes | Script] = {"/b": response(PAGE)}
        outcomes, server = with_server(answers, use)
        assert refused(outcomes[0]) == "private-address"
        assert server.paths() == ["/a"]

    @pytest.mark.parametrize("location", ["ftp://a.example/", "file:///etc/passwd", "javascript:alert(1)"])
    def test_none_leads_out_of_the_web(self, location: str) -> None:
        assert refused(page({"/a": redirect(location)})[0]) == "scheme"

    def test_credentials_stay_with_their_origin(self) -> None:
        async def use(server: Server) -> list[Outcome[Fetched]]:
            answers["/a"] = redirect(server.url("/b", host="other.localhost"))
            url = server.url("/a").replace("http://", "http://reader:w0rd@")
            return await fetch(Request(url, "feed"))

        answers: dict[str, bytes | Script] = {"/b": response(PAGE)}
        outcomes, server = with_server(answers, use)
        assert got(outcomes[0]).capture.payload == PAGE
        assert ["authorization" in each.headers for each in server.asked] == [True, False]


class TestGuard:
    @pytest.mark.parametrize(
        "form",
        ["127.0.0.1", "127.1", "0x7f.1", "2130706433", "017700000001", "[::1]", "[::ffff:127.0.0.1]", "localhost", "a.localhost"],
    )  # fmt: skip
    @pytest.mark.parametrize("purpose", ["feed", "page"])
    def test_the_loopback_is_closed_in_any_spelling_unless_listed(self, form: str, purpose: str) -> None:
        async def use(server: Server) -> list[Outcome[Fetched]]:
            return await fetch(Request(server.url("/a", host=form), purpose), allow_hosts=())  # type: ignore[arg-type]

        outcomes, server = with_server({"/a": response(PAGE)}, use)
        assert refused(outcomes[0]) == "private-address"
        assert server.asked == []

    @pytest.mark.parametrize("form", ["127.1", "2130706433", "0x7f.0.0.1"])
    def test_a_listed_address_is_reached_in_any_spelling(self, form: str) -> None:
        outcomes, server = with_server(
            {"/a": response(PAGE)},
            lambda server: fetch(Request(server.url("/a", host=form), "feed"), allow_hosts=("127.0.0.1",)),
        )
        assert got(outcomes[0]).capture.url == server.url("/a", host="127.0.0.1")

    @pytest.mark.parametrize("purpose", ["feed", "page"])
    def test_a_name_that_resolves_to_the_loopback_is_closed(self, purpose: str) -> None:
        """What counts is the address of the socket: the name itself looks harmless."""
        from broadsheet.fetch.wire import Resolver

        class Rebinding(Resolver):
            async def resolve(self, host, port=0, family=socket.AF_UNSPEC):  # type: ignore[no-untyped-def]
                return await super().resolve("localhost", port, family)

        async def use(server: Server) -> list[Outcome[Fetched]]:
            url = server.url("/a", host="rebound.example")
            async with Fetcher(SETTINGS, now=lambda: NOW, pause=no_pause, resolver=Rebinding()) as fetcher:
                return [await fetcher.get(Request(url, purpose))]  # type: ignore[arg-type]

        outcomes, server = with_server({"/a": response(PAGE)}, use)
        assert refused(outcomes[0]) == "private-address"
        assert server.asked == []

    @pytest.mark.parametrize(
        ("url", "reason"),
        [
            ("ftp://a.localhost/", "scheme"),
            ("file:///etc/passwd", "scheme"),
            ("gopher://a.localhost", "scheme"),
            ("a.localhost/feed", "bad-url"),
            ("", "bad-url"),
            ("http://", "bad-url"),
            ("http://a b.localhost/", "bad-url"),
            ("http://a.localhost:99999/", "bad-url"),
            ("http://256.1.1.1/", "bad-url"),
            ("http://1.2.3.4.5/", "bad-url"),
            ("http://[::1", "bad-url"),
            ("http://good.example\\@a.localhost/", "bad-url"),
        ],
    )
    def test_what_is_no_web_address(self, url: str, reason: str) -> None:
        assert refused(asyncio.run(fetch(Request(url, "page")))[0]) == reason


class TestRobots:
    RULES = response(b"User-agent: *\nDisallow: /closed\nCrawl-delay: 7\n")

    def test_pages_obey_and_chosen_feeds_do_not(self) -> None:
        answers: dict[str, bytes | Script] = {
            "/robots.txt": self.RULES,
            "/closed": response(PAGE),
            "/open": response(PAGE),
        }

        async def use(server: Server) -> list[Outcome[Fetched]]:
            return await fetch(
                Request(server.url("/closed"), "page"),
                Request(server.url("/open"), "page"),
                Request(server.url("/closed"), "feed"),
            )

        outcomes, server = with_server(answers, use)
        assert refused(outcomes[0]) == "robots"
        assert got(outcomes[1]).capture.payload == got(outcomes[2]).capture.payload == PAGE
        assert [each.path for each in server.asked] == ["/robots.txt", "/open", "/closed"]

    def test_a_redirect_into_what_is_closed_is_not_followed(self) -> None:
        answers: dict[str, bytes | Script] = {
            "/robots.txt": self.RULES,
            "/a": redirect("/closed"),
            "/closed": response(PAGE),
        }
        outcome, server = page(answers)
        assert refused(outcome) == "robots"
        assert server.paths() == ["/a"]

    def test_no_rules_where_there_are_none(self) -> None:
        assert got(page({"/a": response(PAGE)})[0]).capture.payload == PAGE
        loop: dict[str, bytes | Script] = {"/robots.txt": redirect("/robots.txt"), "/a": response(PAGE)}
        assert got(page(loop)[0]).capture.payload == PAGE

    def test_rules_behind_a_redirect_count(self) -> None:
        answers: dict[str, bytes | Script] = {
            "/robots.txt": redirect("/r"),
            "/r": self.RULES,
            "/closed": response(PAGE),
        }
        assert refused(page(answers, "/closed")[0]) == "robots"

    def test_a_broken_server_is_asked_later(self) -> None:
        outcome, server = page({"/robots.txt": response(b"", status="503 Busy"), "/a": response(PAGE)})
        assert failed(outcome) == "robots-unreachable"
        assert isinstance(outcome, Failed)
        assert outcome.again
        assert server.paths() == []

    def test_many_pages_of_one_host_ask_for_the_rules_once(self) -> None:
        async def use(server: Server) -> list[Outcome[Fetched]]:
            async with Fetcher(SETTINGS, now=lambda: NOW, pause=no_pause) as fetcher:
                requests = [Request(server.url(f"/{n}"), "page") for n in range(12)]
                return list(await asyncio.gather(*map(fetcher.get, requests)))

        outcomes, server = with_server({"/robots.txt": self.RULES}, use)
        assert {got(outcome).capture.status for outcome in outcomes} == {404}
        assert sum(each.path == "/robots.txt" for each in server.asked) == 1

    @pytest.mark.parametrize(("host", "waits"), [("127.0.0.1", [7.0, 7.0]), ("gazette.localhost", [])])
    def test_the_delay_that_a_site_asks_for(self, host: str, waits: list[float]) -> None:
        paused: list[float] = []

        async def pause(seconds: float) -> None:
            paused.append(round(seconds))

        async def use(server: Server) -> list[Outcome[Fetched]]:
            settings = replace(SETTINGS, host_delay_seconds=1.0, allow_hosts=("127.0.0.1", "*.localhost"))
            async with Fetcher(settings, now=lambda: NOW, pause=pause) as fetcher:
                return [await fetcher.get(Request(server.url("/a", host=host), "page")) for _ in range(2)]

        with_server({"/robots.txt": self.RULES, "/a": response(PAGE)}, use)
        # The second wait is long because the clock of the loop does not move while `pause` only notes.
        assert paused == ([1.0, 8.0] if waits else [])


class TestBounds:
    def test_a_large_body_is_cut_and_marked(self) -> None:
        fetched = got(page({"/a": response(b"x" * 100_001, headers=('ETag: "x"',))})[0])
        assert (fetched.capture.truncated, len(fetched.capture.payload), fetched.etag) == ("length", 100_000, "")
        assert got(page({"/a": response(b"x" * 100_000)})[0]).capture.truncated == ""

    def test_a_never_ending_body_is_cut(self) -> None:
        async def endless(asked: Asked, writer: asyncio.StreamWriter) -> None:
            writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
            while True:
                writer.write(b"2710\r\n" + b"x" * 10_000 + b"\r\n")
                await writer.drain()

        assert got(page({"/a": endless})[0]).capture.truncated == "length"

    def test_a_slow_drip_ends_with_the_whole_time(self) -> None:
        async def drip(asked: Asked, writer: asyncio.StreamWriter) -> None:
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
            for _ in range(200):
                writer.write(b"x")
                await writer.drain()
                await asyncio.sleep(0.05)

        fetched = got(page({"/a": drip}, total_seconds=0.6)[0])
        assert fetched.capture.truncated == "time"
        assert 0 < len(fetched.capture.payload) < 20

    def test_slow_headers_end_with_the_whole_time(self) -> None:
        async def drip(asked: Asked, writer: asyncio.StreamWriter) -> None:
            writer.write(b"HTTP/1.1 200 OK\r\nX: ")
            for _ in range(200):
                writer.write(b"x")
                await writer.drain()
                await asyncio.sleep(0.05)

        assert failed(page({"/a": drip}, total_seconds=0.6)[0]) == "timeout-total"

    def test_silence(self) -> None:
        async def silence(asked: Asked, writer: asyncio.StreamWriter) -> None:
            await asyncio.sleep(5)

        async def after_the_head(asked: Asked, writer: asyncio.StreamWriter) -> None:
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n")
            await asyncio.sleep(5)

        for script in (silence, after_the_head):
            assert failed(page({"/a": script}, read_seconds=0.3)[0]) == "timeout-read"

    def test_time_is_counted_over_all_redirects(self) -> None:
        async def late(asked: Asked, writer: asyncio.StreamWriter) -> None:
            await asyncio.sleep(0.25)
            writer.write(redirect(asked.path + "x"))
            await writer.drain()

        answers: dict[str, bytes | Script] = {"/a" + "x" * n: late for n in range(6)}
        assert failed(page(answers, total_seconds=0.6)[0]) == "timeout-total"

    def test_a_server_that_hangs_up(self) -> None:
        async def at_once(asked: Asked, writer: asyncio.StreamWriter) -> None:
            writer.close()

        async def midway(asked: Asked, writer: asyncio.StreamWriter) -> None:
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nThe bridge")
            await writer.drain()

        assert failed(page({"/a": at_once})[0]) == "disconnected"
        capture = got(page({"/a": midway})[0]).capture
        assert (capture.payload, capture.truncated) == (b"The bridge", "disconnect")

    def test_headers_may_be_long_but_not_endless(self) -> None:
        long = f"X-Policy: {'p' * 40_000}"
        assert len(got(page({"/a": response(PAGE, headers=(long,))})[0]).capture.header("x-policy")) == 40_000
        too_long = f"X-Policy: {'p' * 70_000}"
        assert failed(page({"/a": response(PAGE, headers=(too_long,))})[0]) == "protocol"
        many = tuple(f"X-{n}: 1" for n in range(1000))
        assert failed(page({"/a": response(PAGE, headers=many)})[0]) == "protocol"

    @pytest.mark.parametrize(
        "answer", [b"nonsense\r\n\r\n", b"HTTP/1.1 abc OK\r\n\r\n", b"\x16\x03\x01\x00\x00\r\n\r\n"]
    )
    def test_what_is_no_http(self, answer: bytes) -> None:
        assert failed(page({"/a": answer, "/robots.txt": response(b"")})[0]) == "protocol"

    def test_nobody_there(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        url = f"http://gazette.localhost:{port}/"
        outcomes = asyncio.run(fetch(Request(url, "feed"), Request(url, "page")))
        assert [failed(outcome) for outcome in outcomes] == ["refused", "robots-unreachable"]

    def test_no_such_name(self) -> None:
        """The lookup itself is stood in for: a test asks no name server."""
        from broadsheet.fetch.wire import Resolver

        class Nowhere(Resolver):
            async def resolve(self, host, port=0, family=socket.AF_UNSPEC):  # type: ignore[no-untyped-def]
                raise OSError(socket.EAI_NONAME, "no such name")

        async def run() -> Outcome[Fetched]:
            async with Fetcher(SETTINGS, now=lambda: NOW, pause=no_pause, resolver=Nowhere()) as fetcher:
                return await fetcher.get(Request("http://no-such-paper.example/", "feed"))

        assert failed(asyncio.run(run())) == "dns"

    def test_a_server_without_tls_on_an_https_address(self) -> None:
        outcomes, _ = with_server(
            {}, lambda server: fetch(Request(server.url("/a").replace("http:", "https:"), "feed"))
        )
        assert failed(outcomes[0]) in ("tls", "disconnected", "timeout-connect")


class TestAskedToWait:
    def test_a_host_that_wants_rest_is_left_alone(self) -> None:
        answers: dict[str, bytes | Script] = {
            "/a": response(b"", status="429 Too Many Requests", headers=("Retry-After: 600",)),
            "/b": response(PAGE),
        }

        async def use(server: Server) -> list[Outcome[Fetched]]:
            return await fetch(
                Request(server.url("/a"), "feed"),
                Request(server.url("/b"), "feed"),
                Request(server.url("/b", host="other.localhost"), "feed"),
            )

        outcomes, server = with_server(answers, use)
        assert got(outcomes[0]).retry_after == 600
        assert failed(outcomes[1]) == "retry-after"
        assert got(outcomes[2]).capture.payload == PAGE
        assert server.paths() == ["/a", "/b"]


def test_the_time_of_a_capture_is_ours_in_utc_and_whole_seconds() -> None:
    from datetime import timedelta, timezone

    here = datetime(2031, 5, 4, 8, 30, 15, 999, tzinfo=timezone(timedelta(hours=2)))

    async def use(server: Server) -> list[Outcome[Fetched]]:
        async with Fetcher(SETTINGS, now=lambda: here, pause=no_pause) as fetcher:
            return [await fetcher.get(Request(server.url("/a"), "feed"))]

    outcomes, _ = with_server({"/a": response(PAGE)}, use)
    assert got(outcomes[0]).capture.at == datetime(2031, 5, 4, 6, 30, 15, tzinfo=UTC)
