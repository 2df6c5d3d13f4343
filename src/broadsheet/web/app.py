"""The web app: routes to pages. Each page asks the newsroom and shows what it says."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import jinja2
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from broadsheet import messages
from broadsheet.errors import BroadsheetError, InputError, NotFoundError
from broadsheet.model import EditionRow, Span, Version, slice_of
from broadsheet.newsroom import Newsroom, open_newsroom
from broadsheet.newsroom.opening import OUTLETS_FILE, SETTINGS_FILE, wall_clock
from broadsheet.newsroom.reading.edition_list import Corrected
from broadsheet.newsroom.reading.searching import Asked, SearchResult
from broadsheet.newsroom.reading.stories import opening, points
from broadsheet.web import feeds, forms, marks, words
from broadsheet.web.headers import Guarded

HERE = Path(__file__).parent
EDITIONS, STORIES = 60, 40  # on one page

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}

# The pages that each page leads to, by address and name.
MENU = (
    ("/editions", "Editions"),
    ("/stories", "Stories"),
    ("/sources", "Sources"),
    ("/corrections", "Corrections"),
)


class Pages:
    """The pages of one paper. All of them run in the server's one thread, which owns the ledger."""

    def __init__(self, folder: Path, *, now: Callable[[], datetime] = wall_clock) -> None:
        self._folder = folder
        self._now = now
        self._opened: Newsroom | None = None
        self._stamp: tuple[float, ...] = ()
        self._templates = jinja2.Environment(
            loader=jinja2.FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters["moment"] = lambda at: words.moment(at, self._zone)
        self._templates.filters["stated"] = lambda at: words.stated(at, self._zone)
        self._templates.filters["captured"] = lambda version: words.stated(version.seen, self._zone)
        self._templates.filters["day"] = words.day
        self._templates.filters["count"] = words.count
        self._templates.filters["runs"] = marks.hits
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
            self._opened, self._stamp = open_newsroom(self._folder, now=self._now), stamp
        return self._opened

    @property
    def _zone(self) -> ZoneInfo:
        return self.newsroom.settings.paper.zone

    def names(self) -> frozenset[str]:
        """The host under which the paper says that it is read, behind a server of its own."""
        host = urlsplit(self.newsroom.settings.paper.base_url).hostname or ""
        return frozenset({host} - {""})

    def _page(self, name: str, *, status: int = 200, **values: object) -> HTMLResponse:
        title = self.newsroom.settings.paper.name
        shown = self._templates.get_template(name).render(paper=title, status=status, menu=MENU, **values)
        return HTMLResponse(shown, status_code=status)

    def _no_page(self, address: str, page: int, there: Callable[[int], Sequence[object]]) -> Response:
        """That a list has no such page, with a link to its last one; `there` gives something for a page that is there."""
        low, high = 1, page
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if there(middle) else (low, middle)
        said = f"There is no page {page} of this list."
        link = (f"{address}?page={low}" if low > 1 else address, "The last page of it")
        return self._page("problem.html", status=404, heading="Not here", words=said, hint="", link=link)

    # Editions

    async def front(self, request: Request) -> Response:
        row = self.newsroom.edition_list.front()
        return self._edition(row.folder) if row else self._page("empty.html", heading="No edition yet")

    async def editions(self, request: Request) -> Response:
        page = forms.page(request.query_params.get("page", ""))
        rows = self.newsroom.edition_list.listed(limit=EDITIONS + 1, offset=(page - 1) * EDITIONS)
        if page > 1 and not rows:
            return self._no_page(
                "/editions",
                page,
                lambda number: self.newsroom.edition_list.listed(limit=1, offset=(number - 1) * EDITIONS),
            )
        days: dict[str, list[object]] = {}
        for each in rows[:EDITIONS]:
            days.setdefault(each.row.date, []).append(each)
        return self._page("editions.html", heading="Editions", days=days, page=page, more=len(rows) > EDITIONS)

    async def edition(self, request: Request) -> Response:
        return self._edition(request.path_params["name"])

    def _edition(self, name: str) -> Response:
        row, edition = self.newsroom.editions.get(name)
        links = messages.Links(kind="served", folder=f"/editions/{row.folder}/")
        corrected = self.newsroom.edition_list.corrections(edition_hash=row.hash)
        notices = [messages.Notice(each.correction.line_id, self._notice(each), each.old) for each in corrected[::-1]]
        before, after = self.newsroom.edition_list.around(row)
        around = messages.Neighbours(self._neighbour(before, row), self._neighbour(after, row))
        page = messages.page(edition, hash=row.hash, links=links, notices=notices, around=around, menu=MENU)
        return HTMLResponse(page)

    def _neighbour(self, row: EditionRow | None, here: EditionRow) -> messages.Neighbour | None:
        if row is None:
            return None
        said = words.day(row.date) if row.date != here.date else words.moment(row.end, self._zone)
        return messages.Neighbour(f"/editions/{row.folder}/", said)

    def _notice(self, corrected: Corrected) -> str:
        return words.correction(corrected.correction, corrected.outlet, self._zone)

    async def corrections(self, request: Request) -> Response:
        made = [(each, self._notice(each)) for each in self.newsroom.edition_list.corrections()]
        return self._page("corrections.html", heading="Corrections", made=made)

    async def file(self, request: Request) -> Response:
        row, _ = self.newsroom.editions.get(request.path_params["name"])
        name = request.path_params["file"]
        content = self.newsroom.editions.file(row, name)
        if content is None:
            raise NotFoundError(f"the edition {row.folder} has no file {name!r}.")
        return Response(content, media_type=TYPES.get(Path(name).suffix, "application/octet-stream"))

    # Stories, articles, outlets

    async def stories(self, request: Request) -> Response:
        page = forms.page(request.query_params.get("page", ""))
        views = self.newsroom.stories.list(limit=STORIES + 1, offset=(page - 1) * STORIES)
        if page > 1 and not views:
            return self._no_page(
                "/stories", page, lambda number: self.newsroom.stories.list(limit=1, offset=(number - 1) * STORIES)
            )
        more = len(views) > STORIES
        return self._page("stories.html", heading="Stories", views=views[:STORIES], page=page, more=more)

    async def story(self, request: Request) -> Response:
        view = self.newsroom.stories.get(request.path_params["id"])
        versions = {version.id: version for version in view.versions}
        statements = self.newsroom.stories.statements(view)
        drawn = messages.drawn(points(view), self._zone)
        return self._page(
            "story.html",
            heading=view.title,
            view=view,
            outlets={outlet.id: outlet for outlet in view.outlets},
            members={member.article_id: member for member in view.memberships},
            titles={version.article_id: version.title for version in view.versions},
            opening=opening(view, statements),
            chart=messages.chart(drawn, view.story.id) if drawn else "",
            speakers=self.newsroom.stories.speakers(view, statements),
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
        newest = view.versions[-1]
        blocks = marks.marked(newest, ())
        return self._page(
            "article.html", heading=newest.title, view=view, newest=newest, captured=captured, blocks=blocks
        )

    async def sources(self, request: Request) -> Response:
        return self._page("sources.html", heading="Outlets and sources", views=self.newsroom.sources.table())

    async def outlet(self, request: Request) -> Response:
        id = request.path_params["id"]
        outlet = self.newsroom.searching.outlets().get(id)
        if outlet is None:
            raise NotFoundError(f"there is no outlet {id!r}.")
        views = [each for each in self.newsroom.sources.table() if each.outlet.id == id]
        versions = self.newsroom.articles.newest(id)
        sites = {domain: f"https://{domain}/" for domain in outlet.domains}
        for parts in (urlsplit(view.url) for view in views):
            if parts.hostname in sites:
                sites[parts.hostname] = f"{parts.scheme}://{parts.netloc}/"
        return self._page(
            "outlet.html", heading=outlet.name, outlet=outlet, sites=sites, views=views, versions=versions
        )

    async def search(self, request: Request) -> Response:
        form = forms.search(request.query_params)
        found, problem, hint = SearchResult((), (), False), form.problem, ""
        if not problem and form.words.strip():
            try:
                asked = Asked(form.words, form.outlet, form.first, form.last, form.page)
                found = self.newsroom.searching.search(asked)
            except InputError as error:
                problem, hint = error.message, error.hint
        return self._page(
            "search.html",
            heading="Search",
            form=form,
            found=found,
            outlets=self.newsroom.searching.outlets(),
            names=self.newsroom.searching.names(),
            problem=problem[:1].upper() + problem[1:],
            hint=hint,
        )

    # Feeds and files

    async def feed(self, request: Request) -> Response:
        base = self.newsroom.settings.paper.base_url.rstrip("/") or str(request.base_url).rstrip("/")
        return feeds.answer(self.newsroom, request.path_params["name"], base=base)

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
            said = "There is no page at this address." if error.status_code == 404 else error.detail
            return self._page("problem.html", status=error.status_code, heading=heading, words=said, hint="")
        assert isinstance(error, BroadsheetError)
        status = 404 if isinstance(error, NotFoundError) else 500
        heading = "Not here" if status == 404 else "This cannot be shown"
        said = error.message[:1].upper() + error.message[1:]
        return self._page("problem.html", status=status, heading=heading, words=said, hint=error.hint)


def _pieces(versions: Mapping[str, Version]) -> Callable[[Span], str]:
    return lambda span: slice_of(versions[span.version_id], span)


def application(folder: Path, *, host: str, now: Callable[[], datetime] = wall_clock) -> Starlette:
    """The app for the paper in `folder`, to be served on `host`; its pages tell the time by `now`."""
    pages = Pages(folder, now=now)
    routes = [
        Route("/", pages.front),
        Route("/editions", pages.editions),
        Route("/editions/{name}/", pages.edition),
        Route("/editions/{name}/{file}", pages.file),
        Route("/corrections", pages.corrections),
        Route("/stories", pages.stories),
        Route("/stories/{id}", pages.story),
        Route("/articles/{id}", pages.article),
        Route("/versions/{id}", pages.version),
        Route("/sources", pages.sources),
        Route("/outlets/{id}", pages.outlet),
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

    guards = [Middleware(Guarded, host=host, names=pages.names)]
    return Starlette(routes=routes, middleware=guards, exception_handlers=failures, lifespan=lifespan)
