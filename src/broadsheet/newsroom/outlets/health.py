"""How a source does, in words, with what to do about it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from broadsheet.model import Outlet, SourceState

HealthLevel = Literal["well", "waits", "trouble", "off"]

_PATIENCE = 3  # failures in a row before it is trouble
_QUIET = timedelta(days=14)
_NEW_ADDRESS = "Find its new address: broadsheet add {domain}"
_WAIT = "Nothing to do yet: it is asked again, later each time."
_BY_HAND = "Open the address in a browser; if it is right there, write to the outlet. "

# By the reason of the last failure: what it means, and what a person can do.
_MEANINGS: Mapping[str, tuple[str, str]] = {
    "dns": ("its host was not found (DNS)", "See that you are online; else the outlet has another address now. " + _NEW_ADDRESS),
    "refused": ("nobody answers there", _WAIT),
    "unreachable": ("it cannot be reached", "See that you are online. " + _WAIT),
    "disconnected": ("it hangs up", _WAIT),
    "timeout-connect": ("it does not answer in time", _WAIT),
    "timeout-read": ("it stops in the middle", _WAIT),
    "timeout-total": ("it is too slow", "Raise fetch.total_seconds if it is worth it to you. " + _WAIT),
    "tls": ("its certificate is not sound", _BY_HAND),
    "protocol": ("it does not speak HTTP as it should", _BY_HAND),
    "retry-after": ("it asked to be left alone for a while", _WAIT),
    "private-address": (
        "it is, or leads to, a private address",
        "If that is meant, list its host in fetch.allow_hosts; else remove it from outlets.toml.",
    ),
    "too-many-redirects": ("it sends us on without end", _NEW_ADDRESS),
    "redirect-loop": ("it sends us round in a circle", _NEW_ADDRESS),
    "bad-url": ("its address is none", "Mend it in outlets.toml."),
    "scheme": ("it leads out of the web", _NEW_ADDRESS),
    "html-page": ("a page stands where the feed was", _NEW_ADDRESS),
    "no-feed": ("what comes is no feed", _NEW_ADDRESS),
    "bad-encoding": ("what comes cannot be decoded", _WAIT),
    "too-large": ("the feed is too large", "Raise fetch.max_bytes or fetch.max_decoded_bytes if you trust it."),
    "gone": ("it is gone for good (410)", "Remove it from outlets.toml, or find its new address: broadsheet add {domain}"),
    "http-401": ("it wants a name and a password", "Write them into its address: https://NAME:PASSWORD@…"),
    "http-403": ("it refuses us (403)", "Set fetch.contact, so that the outlet can reach you, and write to it."),
    "http-404": ("the feed is not there any more (404)", _NEW_ADDRESS),
    "http-429": ("it asks for fewer requests (429)", _WAIT),
}  # fmt: skip


def meaning(reason: str, *, domain: str) -> tuple[str, str]:
    """What the reason of a failure means, and what a person can do about it; "" twice for one without a meaning."""
    words, advice = _MEANINGS.get(reason, ("", ""))
    if not words and reason.startswith("http-5"):
        words, advice = f"its server has trouble ({reason.removeprefix('http-')})", _WAIT
    return words, advice.format(domain=domain)


@dataclass(frozen=True, slots=True)
class Health:
    """`words` for a table, `advice` for the one who reads it ("" where there is nothing to do)."""

    level: HealthLevel
    words: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class PageCounts:
    """How the pages of an outlet came in the last days."""

    full: int = 0
    feed_only: int = 0
    blocked: int = 0

    @property
    def words(self) -> str:
        if not (self.full or self.feed_only or self.blocked):
            return "none yet"
        parts = ((self.full, "full"), (self.feed_only, "feed only"), (self.blocked, "blocked or cut"))
        return ", ".join(f"{number} {name}" for number, name in parts if number)


def pages_of(access: Mapping[str, int]) -> PageCounts:
    """The three ways in which pages come, out of the counts by access."""
    full, feed_only = access.get("full", 0), access.get("feed-only", 0)
    return PageCounts(full, feed_only, sum(access.values()) - full - feed_only)


def health(outlet: Outlet, state: SourceState | None, pages: PageCounts, now: datetime) -> Health:
    """How a source does."""
    domain = outlet.domains[0] if outlet.domains else "ADDRESS"
    if outlet.mute:
        return Health("off", "muted", "")
    if state is None or state.last_try is None:
        return Health("waits", "not fetched yet", "broadsheet fetch")
    if state.ended:
        words, advice = _MEANINGS["gone"]
        return Health("trouble", words, advice.format(domain=domain))
    if state.failures:
        return _failing(state, domain)
    if state.moved:
        return Health("waits", "it has moved", "The new address is taken over once it has held for two fetches.")
    quiet = now - (state.last_new or state.last_success or now)
    if quiet > max(_QUIET, timedelta(seconds=10 * min(state.gap, 86_400 * 30))):
        return Health("waits", f"nothing new for {quiet.days} days", _NEW_ADDRESS.format(domain=domain))
    if pages.feed_only + pages.blocked > pages.full:
        return Health(
            "well",
            "well, but its pages are closed to us",
            "It is known by its feed's words only; nothing is got around.",
        )
    return Health("well", "well")


def _failing(state: SourceState, domain: str) -> Health:
    words, advice = meaning(state.health, domain=domain)
    if not words:
        words, advice = f"it fails ({state.health})", _BY_HAND + _WAIT
    times = "" if state.failures == 1 else f", {state.failures} times now"
    level: HealthLevel = "trouble" if state.failures >= _PATIENCE else "waits"
    return Health(level, f"{words}{times}", advice)
