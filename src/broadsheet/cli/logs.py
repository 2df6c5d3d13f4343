"""Where the traces of errors go: a file that a person can send along, never the terminal."""

from __future__ import annotations

import logging
import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from logging.handlers import RotatingFileHandler
from pathlib import Path

NAME = "broadsheet.log"
_MOST_BYTES = 1_000_000  # of the file, of which one that was full is kept beside it
_PAPER = ("-C", "--paper")


def begin(words: Sequence[str], environment: Mapping[str, str]) -> Path:
    """Lets errors go to a file in the paper's folder, or where there is none to the folder for temporary files; with
    BROADSHEET_LOG, a level such as debug, all from that level on to the terminal as well. The file's path."""
    path = _folder(words, environment) / NAME
    to_file = RotatingFileHandler(
        path, maxBytes=_MOST_BYTES, backupCount=1, encoding="utf-8", errors="replace", delay=True
    )
    to_file.setLevel(logging.ERROR)
    to_file.setFormatter(logging.Formatter("%(asctime)s %(process)d %(name)s %(levelname)s %(message)s"))
    handlers: list[logging.Handler] = [to_file]
    level = logging.getLevelName(environment.get("BROADSHEET_LOG", "").upper())
    if isinstance(level, int) and level:
        to_terminal = logging.StreamHandler(sys.stderr)
        to_terminal.setLevel(level)
        handlers.append(to_terminal)
    logging.basicConfig(level=min(handler.level for handler in handlers), handlers=handlers)
    # A file that cannot be written is no reason for a trace on the terminal.
    logging.raiseExceptions = False
    return path


def _folder(words: Sequence[str], environment: Mapping[str, str]) -> Path:
    """The folder of the paper that the command is for, where there is one that can be written to."""
    named = environment.get("BROADSHEET_PAPER", "")
    for number, word in enumerate(words):
        option, equals, value = word.partition("=")
        if word in _PAPER and number + 1 < len(words):
            named = words[number + 1]
        elif option == "--paper" and equals:
            named = value
        elif word.startswith("-C") and len(word) > 2:
            named = word[2:]
    folder = Path(named)
    is_paper = (folder / "broadsheet.toml").is_file() and os.access(folder, os.W_OK)
    return folder.resolve() if is_paper else Path(tempfile.gettempdir())
