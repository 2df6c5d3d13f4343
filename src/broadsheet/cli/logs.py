"""The log: traces of errors to a file that a person can send along, and decisions with their reasons for whoever asks.

Errors always go to broadsheet.log, never to the terminal. `--log FILE` adds all decisions to a file, `-v` those that
refuse or change something to the terminal, `-vv` all of them. No line of any of them holds a password, a token or a
cookie: what is written goes through one form that takes them out, whoever wrote it.
"""

from __future__ import annotations

import logging
import os
import re
import sys
import tempfile
from collections.abc import Mapping, Sequence
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TextIO

from broadsheet.errors import InputError
from broadsheet.text.addresses import REDACTED, public_url

NAME = "broadsheet.log"
_MOST_BYTES = 1_000_000  # of the file, of which one that was full is kept beside it
_PAPER = ("-C", "--paper")
_WHOLE = "%(asctime)s %(process)d %(name)s %(levelname)s %(message)s"
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^\s\"'<>]*[^\s\"'<>:;,.)]")
_HEADER = re.compile(
    r"""(?ix) \b( (?:proxy-)?authorization | (?:set-)?cookie | x-api-key )\b (["']?\s*[:=,]\s*) [^\n]+ """
)
_NAMED = re.compile(
    r"""(?ix) \b( password | passwd | secret | token | api_?key )\b (["']?\s*[:=]\s*["']?) [^\s"',;&]*[^\s"',;&:.)] """
)
# What a terminal obeys, or shows in another order than it stands; line breaks within a message are written out too.
_UNSHOWN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_OURS = logging.getLogger("broadsheet")


class Discreet(logging.Formatter):
    """Writes a record without what opens a door: credentials and tokens in addresses, headers that authorize, and the
    `secrets` as such. A text from elsewhere cannot begin a line of its own nor move the cursor."""

    def __init__(self, form: str, secrets: Sequence[str] = ()) -> None:
        super().__init__(form)
        self._secrets = sorted((each for each in secrets if len(each) > 3), key=len, reverse=True)

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the library's name
        return super().formatMessage(record).replace("\n", "\\n")

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        for secret in self._secrets:
            text = text.replace(secret, REDACTED)
        text = _ADDRESS.sub(lambda found: public_url(found[0]), text)
        text = _HEADER.sub(rf"\1\2{REDACTED}", text)
        text = _NAMED.sub(rf"\1\2{REDACTED}", text)
        return _UNSHOWN.sub(lambda found: f"\\x{ord(found[0]):02x}", text)


class _Terminal(logging.StreamHandler[TextIO]):
    """Standard error as it is when a line is written: what shows progress there puts another in its place."""

    def __init__(self) -> None:
        logging.Handler.__init__(self)

    @property
    def stream(self) -> TextIO:
        return sys.stderr

    @stream.setter
    def stream(self, value: TextIO) -> None:
        raise AttributeError("the terminal's log goes to standard error")


def begin(words: Sequence[str], environment: Mapping[str, str]) -> Path:
    """Lets errors go to a file in the paper's folder, or where there is none to the folder for temporary files; with
    BROADSHEET_LOG, a level such as debug, all from that level on to the terminal as well. The file's path."""
    path = _folder(words, environment) / NAME
    to_file = RotatingFileHandler(
        path, maxBytes=_MOST_BYTES, backupCount=1, encoding="utf-8", errors="replace", delay=True
    )
    to_file.setLevel(logging.ERROR)
    to_file.setFormatter(Discreet(_WHOLE, _secrets(environment)))
    logging.basicConfig(level=logging.ERROR, handlers=[to_file])
    # A file that cannot be written is no reason for a trace on the terminal.
    logging.raiseExceptions = False
    level = logging.getLevelName(environment.get("BROADSHEET_LOG", "").upper())
    if isinstance(level, int) and level:
        to_terminal(level, environment)
    return path


def to_terminal(level: int, environment: Mapping[str, str]) -> None:
    """Lets what the program itself decides go to the terminal, from that level on."""
    _add(_Terminal(), level, "%(message)s", environment)


def to_file(path: Path, environment: Mapping[str, str]) -> None:
    """Lets all that the program itself decides go to the end of a file. InputError where it cannot be written."""
    try:
        handler = logging.FileHandler(path, encoding="utf-8", errors="replace")
    except OSError as error:
        raise InputError(
            f"the log {path} cannot be written: {error.strerror or error}.",
            hint="Name another file: --log FILE, in a folder that is there and can be written to.",
        ) from error
    _add(handler, logging.DEBUG, _WHOLE, environment)


def _add(handler: logging.Handler, level: int, form: str, environment: Mapping[str, str]) -> None:
    """Other libraries are not listened to in detail: some of them write what they send, passwords and all."""
    handler.setLevel(level)
    handler.setFormatter(Discreet(form, _secrets(environment)))
    _OURS.addHandler(handler)
    _OURS.setLevel(min(level, _OURS.level or logging.ERROR))


def _secrets(environment: Mapping[str, str]) -> list[str]:
    return [value for name, value in environment.items() if name.startswith("BROADSHEET_") and "PASSWORD" in name]


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
