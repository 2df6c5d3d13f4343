"""robots.txt by RFC 9309: what a site lets a crawler read, and how slowly. Pure.

2xx is read; 4xx means that there are no rules; 5xx, 429 and no answer mean "not now". 429 is with those because
a site that asks for fewer requests has not said that all are welcome.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

AGENT = "Broadsheet"
MAX_BYTES = 500_000
MAX_REDIRECTS = 5
MAX_DELAY = 30.0
_KEPT = timedelta(hours=24)
_KEPT_UNREACHABLE = timedelta(minutes=10)

Permission = Literal["allow", "disallow", "unreachable"]


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one site as they were read at `read`. `parser` is None where all is allowed or none is known."""

    read: datetime
    reachable: bool
    parser: Any = None
    why: str = ""

    def answer(self, url: str, *, agent: str = AGENT) -> Permission:
        if not self.reachable:
            return "unreachable"
        if self.parser is None:
            return "allow"
        return "allow" if self.parser.can_fetch(url, agent) else "disallow"

    def delay(self, *, agent: str = AGENT) -> float:
        """Seconds between two requests that the site asks for, at most `MAX_DELAY`; 0 where it asks for none."""
        if self.parser is None:
            return 0.0
        wanted = float(self.parser.crawl_delay(agent) or 0.0)
        rate = self.parser.request_rate(agent)
        if rate is not None and rate.requests > 0:
            wanted = max(wanted, rate.seconds / rate.requests)
        if not math.isfinite(wanted) or wanted < 0:
            return 0.0
        return min(wanted, MAX_DELAY)

    def is_fresh(self, now: datetime) -> bool:
        kept = _KEPT if self.reachable else _KEPT_UNREACHABLE
        return timedelta(0) <= now - self.read < kept


def of_response(status: int, body: bytes, *, read: datetime) -> Rules:
    """The rules that a response to /robots.txt stands for; `body` is decoded, and cut at `MAX_BYTES`."""
    if status == 429 or status >= 500:
        return Rules(read, reachable=False, why=f"robots.txt answered with status {status}")
    if not 200 <= status < 300:
        return Rules(read, reachable=True)
    from protego import Protego

    whole = body[:MAX_BYTES]
    if len(body) > MAX_BYTES:  # a rule cut in the middle would say something else
        whole = whole[: whole.rfind(b"\n") + 1]
    text = whole.decode("utf-8-sig", "replace")
    return Rules(read, reachable=True, parser=Protego.parse(text))


def unreachable(why: str, *, read: datetime) -> Rules:
    return Rules(read, reachable=False, why=why)
