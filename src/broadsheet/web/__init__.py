"""The paper in a browser: read-only pages from the newsroom, on this machine unless told otherwise.

Promise: no script, nothing from elsewhere, a strict Content-Security-Policy; whole at 320 pixels, in the dark, and to
a screen reader.
Theory: each page asks the newsroom and shows what it says.
Known failures: it has no login: whoever can reach it can read the paper.
"""

from broadsheet.web.headers import is_local
from broadsheet.web.server import listening, wait

__all__ = ["is_local", "listening", "wait"]
