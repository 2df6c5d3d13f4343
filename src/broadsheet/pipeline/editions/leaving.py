"""What was seen in an edition's window and could not be read: by reason, the ids of Articles and Links.

An edition says at its end what it left out. That a page was closed, in another language or too old stands in outcomes
of rounds, which a replay does not see all of: so what is found here is noted with the edition in the archive.
"""

from __future__ import annotations

from datetime import datetime

from broadsheet.pipeline.context import Context

Left = tuple[tuple[str, tuple[str, ...]], ...]

# Reasons of the readers, by what they mean to one who reads the paper.
_CLOSED = (
    "block",
    "robots",
    "pay",
    "wall",
    "consent",
    "login",
    "log-in",
    "script-only",
    "http-401",
    "http-402",
    "http-403",
    "http-451",
)
_NO_ARTICLE = frozenset({"index-page", "video-only", "not-html", "feed", "robots.txt"})
_OF_OURS = frozenset({"withdrawn", "muted", "known-address", "removed"})  # what the owner of the paper wanted so


def left_unread(context: Context, start: datetime, end: datetime) -> Left:
    """What was seen in [start, end) and has no Version by its end, by reason, sorted: ``language:de``, ``closed``,
    ``no-article``, ``unreadable``, ``old``, ``waiting``."""
    found: dict[str, set[str]] = {}
    kept: set[str] = set()
    for each in context.ledger.unread(start, end):
        if each.reason not in _OF_OURS:
            found.setdefault(_meaning(each.reason, each.detail), set()).add(each.article_id)
            kept.add(each.article_id)
    read = {version.article_id for version in context.ledger.newest_versions(sorted(kept), before=end)}
    found = {why: ids - read for why, ids in found.items()}
    waiting = context.ledger.links_left(start, end)
    found["waiting"] = {each.id for each in waiting if each.waits}
    found["old"] = {each.id for each in waiting if not each.waits}
    return tuple((why, tuple(sorted(ids))) for why, ids in sorted(found.items()) if ids)


def _meaning(reason: str, detail: str) -> str:
    if reason == "language":
        return f"language:{detail.split('-')[0].lower()}"
    if reason in _NO_ARTICLE:
        return "no-article"
    return "closed" if any(word in reason for word in _CLOSED) else "unreadable"
