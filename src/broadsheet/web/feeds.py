"""The paper's own feeds: editions and stories, as Atom and as JSON Feed."""

from __future__ import annotations

from html import escape

from starlette.responses import Response

from broadsheet import messages
from broadsheet.errors import NotFoundError
from broadsheet.newsroom import Newsroom


def answer(newsroom: Newsroom, name: str, *, base: str) -> Response:
    """The feed of that name; `base` is where this paper is for whoever reads it."""
    what, _, form = name.rpartition(".")
    if what not in ("editions", "stories") or form not in ("atom", "json"):
        raise NotFoundError(f"there is no feed {name!r}.", hint="There are editions and stories, as .atom and .json.")
    items = _editions(newsroom, base) if what == "editions" else _stories(newsroom, base)
    title = f"{newsroom.settings.paper.name}: {what}"
    channel = messages.FeedChannel(title, f"{base}/feeds/{name}", f"{base}/", items)
    if form == "atom":
        return Response(messages.atom(channel), media_type="application/atom+xml")
    return Response(messages.json_feed(channel), media_type="application/feed+json")


def _editions(newsroom: Newsroom, base: str) -> tuple[messages.Item, ...]:
    found = []
    for row in newsroom.editions.list(limit=20):
        _, edition = newsroom.editions.get(row.hash)
        found.append(messages.edition_item(edition, hash=row.hash, url=f"{base}/editions/{row.folder}/"))
    return tuple(found)


def _stories(newsroom: Newsroom, base: str) -> tuple[messages.Item, ...]:
    found = []
    for view in newsroom.stories.list(limit=40):
        names = {outlet.id: outlet.name for outlet in view.outlets}
        rows = "".join(
            f'<li>{escape(names[each.outlet_id])}: <a href="{escape(base)}/articles/{each.article_id}">{escape(each.title)}</a></li>'
            for each in view.versions
        )
        url = f"{base}/stories/{view.story.id}"
        body = f'<ul>{rows}</ul><p><a href="{escape(url)}">The whole story</a></p>'
        id = f"urn:broadsheet:story:{view.story.id}"
        found.append(messages.Item(id, view.title, url, view.story.updated, view.counts.words, body))
    return tuple(found)
