"""The web app: routes to pages. Each page asks the newsroom and shows what it says."""

from __future__ import annotations

import html
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import jinja2
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from broadsheet import messages
from broadsheet.errors import BroadsheetError, NotFoundError
from broadsheet.model import Correction
from broadsheet.newsroom import Newsroom, open_newsroom
from broadsheet.newsroom.opening import OUTLETS_FILE, SETTINGS_FILE
from broadsheet.text.times import in_zone
from broadsheet.web import marks
from broadsheet.web.headers import Guarded

HERE = Path(__file__).parent

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}


class Pages:
    """The pages of one paper. All of them run in the server's one thread, which owns the ledger."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._opened: Newsroom | None = None
        self._stamp: tuple[float, ...] = ()
        self._templates = jinja2.Environment(
            loader=jinja2.FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters["moment"] = self._moment
        self._templates.filters["weburl"] = messages.web_url

    @property
    def newsroom(self) -> Newsroom:
        """The paper, opened again where its settings or outlets were edited."""
        stamp = tuple(
            path.stat().st_mtime for name in (SETTINGS_FILE, OUTLETS_FILE) if (path := self._folder / name).exists()
        )
        if self._opened is None or stamp != self._stamp:
            if self._opened is not None:
                self._opened.close()
            self._opened, self._stamp = open_newsroom(self._folder), stamp
        return self._opened

    def _moment(self, at: object) -> str:
        zone = ZoneInfo(self.newsroom.settings.paper.timezone)
        return f"{in_zone(at, zone):%-d %B %Y, %H:%M}" if isinstance(at, datetime) else ""

    def _page(self, name: str, *, status: int = 200, **values: object) -> HTMLResponse:
        title = self.newsroom.settings.paper.name
        shown = self._templates.get_template(name).render(paper=title, status=status, **values)
        return HTMLResponse(shown, status_code=status)

    async def front(self, request: Request) -> Response:
        rows = self.newsroom.editions.list(limit=1)
        if not rows:
            return self._page("empty.html", heading="No edition yet")
        return self._edition(rows[0].folder)

    async def editions(self, request: Request) -> Response:
        return self._page("editions.html", heading="Editions", rows=self.newsroom.editions.list(limit=1000))

    async def edition(self, request: Request) -> Response:
        return self._edition(request.path_params["name"])

    def _edition(self, name: str) -> Response:
        row, edition = self.newsroom.editions.get(name)
        links = messages.Links(kind="served", folder=f"/editions/{row.folder}/")
        notices = [messages.Notice(each.line_id, _notice(each)) for each in self.newsroom.editions.corrections(row)]
        return HTMLResponse(messages.page(edition, hash=row.hash, links=links, notices=notices))

    async def file(self, request: Request) -> Response:
        row, _ = self.newsroom.editions.get(request.path_params["name"])
        name = request.path_params["file"]
        content = self.newsroom.editions.file(row, name)
        if content is None:
            raise NotFoundError(f"the edition {row.folder} has no file {name!r}.")
        return Response(content, media_type=TYPES.get(Path(name).suffix, "application/octet-stream"))

    async def stories(self, request: Request) -> Response:
        return self._page("stories.html", heading="Stories", views=self.newsroom.stories.list(limit=100))

    async def story(self, request: Request) -> Response:
        view = self.newsroom.stories.get(request.path_params["id"])
        versions = {version.id: version for version in view.versions}
        return self._page(
            "story.html",
            heading=view.title,
            view=view,
            versions=versions,
            outlets={outlet.id: outlet for outlet in view.outlets},
            members={member.article_id: member for member in view.memberships},
            said=[each for each in self.newsroom.stories.statements(view) if each.kind != "indirect"],
            pieces=_pieces(versions),
        )

    async def version(self, request: Request) -> Response:
        version = self.newsroom.articles.version(request.path_params["id"])
        spans = marks.parse(request.query_params.get("mark", ""))
        view = self.newsroom.articles.get(version.article_id)
        return self._page(
            "version.html",
            heading=version.title,
            version=version,
            view=view,
            blocks=marks.marked(version, spans),
            title_runs=marks.runs(version.title, 0, marks.parse(request.query_params.get("title", ""))),
        )

    async def article(self, request: Request) -> Response:
        view = self.newsroom.articles.get(request.path_params["id"])
        captured = {version.id: version.captured for version in view.versions}
        return self._page("article.html", heading=view.versions[-1].title, view=view, captured=captured)

    async def sources(self, request: Request) -> Response:
        return self._page("sources.html", heading="Outlets and sources", views=self.newsroom.sources.table())

    async def search(self, request: Request) -> Response:
        asked = request.query_params
        words, outlet = asked.get("q", "")[:200], asked.get("outlet", "")[:200]
        start, end = _day(asked.get("from", "")), _day(asked.get("to", ""))
        hits = self.newsroom.articles.search(words, limit=500) if words.strip() else ()
        fit = [
            hit
            for hit in hits
            if (not outlet or hit.outlet_id == outlet)
            and (start is None or hit.captured.date() >= start)
            and (end is None or hit.captured.date() <= end)
        ]
        found = [(hit, _snippet(hit.snippet)) for hit in fit[:50]]
        outlets = sorted({hit.outlet_id for hit in hits} | ({outlet} if outlet else set()))
        return self._page(
            "search.html", heading="Search", words=words, found=found, outlet=outlet, outlets=outlets,
            start=start.isoformat() if start else "", end=end.isoformat() if end else "", more=len(fit) > len(found),
        )  # fmt: skip

    def _base(self, request: Request) -> str:
        """Where this paper is for whoever reads the feed: the settings' address, else the one that was asked."""
        return self.newsroom.settings.paper.base_url.rstrip("/") or str(request.base_url).rstrip("/")

    async def feed(self, request: Request) -> Response:
        name = request.path_params["name"]
        what, _, form = name.rpartition(".")
        if what not in ("editions", "stories") or form not in ("atom", "json"):
            raise NotFoundError(
                f"there is no feed {name!r}.", hint="There are editions and stories, as .atom and .json."
            )
        base, title = self._base(request), self.newsroom.settings.paper.name
        items = self._edition_items(base) if what == "editions" else self._story_items(base)
        channel = messages.Channel(f"{title}: {what}", f"{base}/feeds/{name}", f"{base}/", items)
        if form == "atom":
            return Response(messages.atom(channel), media_type="application/atom+xml")
        return Response(messages.json_feed(channel), media_type="application/feed+json")

    def _edition_items(self, base: str) -> tuple[messages.Item, ...]:
        found = []
        for row in self.newsroom.editions.list(limit=20):
            _, edition = self.newsroom.editions.get(row.hash)
            found.append(messages.edition_item(edition, hash=row.hash, url=f"{base}/editions/{row.folder}/"))
        return tuple(found)

    def _story_items(self, base: str) -> tuple[messages.Item, ...]:
        found = []
        for view in self.newsroom.stories.list(limit=40):
            names = {outlet.id: outlet.name for outlet in view.outlets}
            rows = "".join(
                f"<li>{html.escape(names[each.outlet_id])}: {html.escape(each.title)}</li>" for each in view.versions
            )
            url = f"{base}/stories/{view.story.id}"
            said = f"{view.counts.articles} articles, {view.counts.originals} original reports"
            id = f"urn:broadsheet:story:{view.story.id}"
            found.append(messages.Item(id, view.title, url, view.story.updated, said, f"<ul>{rows}</ul>"))
        return tuple(found)

    async def static(self, request: Request) -> Response:
        name = request.path_params["file"]
        known: Mapping[str, Path] = {path.name: path for path in (HERE / "static").iterdir() if path.suffix in TYPES}
        if name == "page.css":
            return Response(messages.stylesheet(), media_type=TYPES[".css"])
        if name not in known:
            raise NotFoundError(f"there is no file {name!r}.")
        return Response(known[name].read_bytes(), media_type=TYPES[known[name].suffix])

    async def icon(self, request: Request) -> Response:
        return Response((HERE / "static" / "icon.svg").read_bytes(), media_type=TYPES[".svg"])

    def close(self) -> None:
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    async def failed(self, request: Request, error: Exception) -> Response:
        if isinstance(error, HTTPException):
            heading = "Not here" if error.status_code == 404 else "This cannot be shown"
            words = "There is no page at this address." if error.status_code == 404 else error.detail
            return self._page("problem.html", status=error.status_code, heading=heading, words=words, hint="")
        assert isinstance(error, BroadsheetError)
        status = 404 if isinstance(error, NotFoundError) else 500
        heading = "Not here" if status == 404 else "This cannot be shown"
        return self._page("problem.html", status=status, heading=heading, words=error.message, hint=error.hint)


def _notice(correction: Correction) -> str:
    """What was put right, in words."""
    if correction.kind == "reader":
        return f"{correction.at:%Y-%m-%d}: {correction.words}"
    if correction.kind == "withdrawn":
        return f"{correction.at:%Y-%m-%d}: the text that this line cites was withdrawn."
    return f"{correction.at:%Y-%m-%d}: the outlet has edited the report that this line cites."


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _pieces(versions: Mapping[str, object]) -> object:
    from broadsheet.model import Span, Version, slice_of

    def piece(span: Span) -> str:
        version = versions[span.version_id]
        assert isinstance(version, Version)
        return slice_of(version, span)

    return piece


def _snippet(text: str) -> list[tuple[str, bool]]:
    """The snippet in runs; the ledger sets its hits between two control characters."""
    found: list[tuple[str, bool]] = []
    for number, part in enumerate(text.split("\x02")):
        hit, _, rest = part.partition("\x03") if number else ("", "", part)
        found += [(piece, marked) for piece, marked in ((hit, True), (rest, False)) if piece]
    return found


def application(folder: Path, *, host: str) -> Starlette:
    """The app for the paper in `folder`, to be served on `host`."""
    pages = Pages(folder)
    routes = [
        Route("/", pages.front),
        Route("/editions", pages.editions),
        Route("/editions/{name}/", pages.edition),
        Route("/editions/{name}/{file}", pages.file),
        Route("/stories", pages.stories),
        Route("/stories/{id}", pages.story),
        Route("/articles/{id}", pages.article),
        Route("/versions/{id}", pages.version),
        Route("/sources", pages.sources),
        Route("/search", pages.search),
        Route("/feeds/{name}", pages.feed),
        Route("/static/{file}", pages.static),
        Route("/favicon.ico", pages.icon),
    ]
    failures = {BroadsheetError: pages.failed, HTTPException: pages.failed}

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        pages.close()

    guards = [Middleware(Guarded, host=host)]
    return Starlette(routes=routes, middleware=guards, exception_handlers=failures, lifespan=lifespan)
