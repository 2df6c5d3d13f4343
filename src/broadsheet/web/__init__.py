"""The paper in a browser: read-only pages from the newsroom, on this machine unless told otherwise."""

from broadsheet.web.server import listening, wait

__all__ = ["listening", "wait"]
