"""A made-up outlet over real HTTP on the loopback, whose answers a test changes as it goes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from broadsheet.demo.running import SetClock
from broadsheet.newsroom import Newsroom, create_paper, open_newsroom
from broadsheet.settings import EngineSettings, FetchSettings, Settings
from tests.newsroom.papers import article

BEGIN = datetime(2026, 3, 3, 6, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Answer:
    body: bytes = b""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "text/html; charset=utf-8"),)


@dataclass
class Site:
    """`answers` by path, those by `host/path` first; what is not there is 404. `asked` are paths in order."""

    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    sent: list[dict[str, str]] = field(default_factory=list)
    port: int = 0

    def url(self, path: str, host: str = "hallin.localhost") -> str:
        return f"http://{host}:{self.port}{path}"

    def pages(self) -> list[str]:
        """The articles that were asked for."""
        return [path for path in self.asked if path.startswith("/news/")]


@contextmanager
def serving() -> Iterator[Site]:
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            host = self.headers.get("Host", "").partition(":")[0]
            site.asked.append(self.path)
            site.sent.append({name.lower(): value for name, value in self.headers.items()})
            found = site.answers.get(host + self.path) or site.answers.get(self.path) or Answer(b"not here", 404)
            self.send_response(found.status)
            for name, value in found.headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(found.body)))
            self.end_headers()
            self.wfile.write(found.body)

        def log_message(self, format: str, *args: Any) -> None:
            return None

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

        def handle_error(self, request: object, client_address: object) -> None:
            return None

    server = Server(("127.0.0.1", 0), Handler)
    site.port = server.server_address[1]
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def words(number: int) -> list[str]:
    return str(article(number)["text"]).split("\n\n")


def page(number: int, *, extra: str = "", head: str = "") -> Answer:
    """The page of a made-up report."""
    title = str(article(number)["title"])
    body = "".join(f"<p>{paragraph}</p>" for paragraph in [*words(number), *([extra] if extra else [])])
    when = str(article(number)["published"])
    html = (
        f'<!doctype html><html lang="en"><head><title>{title}</title>{head}'
        f'<meta property="article:published_time" content="{when}"></head>'
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    )
    return Answer(html.encode())


def feed(
    site: Site, numbers: Sequence[int], *, newest: datetime = BEGIN, ttl: int = 0, content: bool = False, host: str = ""
) -> Answer:
    """An RSS feed of those reports, the first the newest, ten minutes apart."""
    items = []
    for place, number in enumerate(numbers):
        when = format_datetime(newest - timedelta(minutes=10 * place))
        address = site.url(f"/news/{number}", host or "hallin.localhost")
        text = f"<description>{' '.join(words(number))}</description>" if content else ""
        items.append(
            f"<item><title>{article(number)['title']}</title><link>{address}</link><pubDate>{when}</pubDate>{text}</item>"
        )
    minutes = f"<ttl>{ttl}</ttl>" if ttl else ""
    xml = f'<rss version="2.0"><channel><title>The Hallin Post</title><language>en</language>{minutes}{"".join(items)}</channel></rss>'
    return Answer(xml.encode(), headers=(("Content-Type", "application/rss+xml"), ("ETag", f'"{hash(xml)}"')))


def paper(folder: Path, site: Site, *, outlets: str = "", **fetch: object) -> SetClock:
    """A paper in `folder` that reads the site's feed; its clock."""
    settings = replace(
        Settings(),
        fetch=replace(
            FetchSettings(allow_hosts=("*.localhost",), host_delay_seconds=0.0, connect_seconds=2.0, read_seconds=3.0),
            **fetch,  # type: ignore[arg-type]
        ),
        engine=EngineSettings(workers=1),
    )
    one = f'[outlets.hallin]\nname = "The Hallin Post"\ndomains = ["hallin.localhost"]\nfeeds = ["{site.url("/feed.xml")}"]\n'
    create_paper(folder, settings=settings, outlets=outlets or one)
    return SetClock(BEGIN)


def opened(folder: Path, clock: SetClock, *, write: bool = True) -> Newsroom:
    return open_newsroom(folder, write=write, command="test", now=clock, environment={})
