"""The paper in a browser: read-only pages from the newsroom, on this machine unless told otherwise."""

from broadsheet.web.headers import is_local
from broadsheet.web.server import listening, wait

__all__ = ["is_local", "listening", "wait"]
