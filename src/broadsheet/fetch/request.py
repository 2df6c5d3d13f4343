"""What is asked of an address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Purpose = Literal["feed", "page", "robots", "sitemap"]


@dataclass(frozen=True, slots=True)
class Request:
    """One address to ask. `etag` and `last_modified` are from the last response, as sent then."""

    url: str
    purpose: Purpose
    etag: str = ""
    last_modified: str = ""
