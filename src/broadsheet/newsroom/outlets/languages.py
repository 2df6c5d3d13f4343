"""Languages in words, and what the machine says about the one who uses it: language and zone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from broadsheet.languages import named
from broadsheet.text.language import code_of

_ZONES = "zoneinfo/"


def name_of_language(tag: str) -> str:
    """A language's English name; its tag where that is not known."""
    return named(tag) if code_of(tag) else tag


def listed_languages(tags: Sequence[str]) -> str:
    """``German (de) and English (en)``; ``all languages`` where there are none."""
    shown = [f"{name_of_language(tag)} ({tag})" if name_of_language(tag) != tag else tag for tag in tags]
    if not shown:
        return "all languages"
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def system_languages(environment: Mapping[str, str]) -> tuple[str, ...]:
    """The languages of someone who works here: that of the locale, and English, in which most of this program is best."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        tag = environment.get(name, "").partition(".")[0].partition("@")[0]
        if tag:
            code = code_of(tag)
            return (code, "en") if code != "en" and named(code) != code else ("en",)
    return ("en",)


def system_zone(environment: Mapping[str, str], *, root: Path = Path("/")) -> str:
    """The machine's time zone by its name: of TZ, of the link /etc/localtime, of the file /etc/timezone; "" where none of
    them names one that there is."""
    named = environment.get("TZ")
    if named is not None:
        wanted = named.strip().removeprefix(":")
        if not wanted:
            return "UTC"
        found = _zone(wanted)
        if found or wanted.startswith("/") is False:
            return found
    try:
        link = str((root / "etc/localtime").readlink())
    except OSError:
        link = ""
    found = _zone(link) if _ZONES in link else ""
    if found:
        return found
    try:
        return _zone((root / "etc/timezone").read_text(encoding="ascii").strip())
    except (OSError, UnicodeDecodeError):
        return ""


def _zone(written: str) -> str:
    """The name of a zone that there is, out of a name or of a path to its file; else ""."""
    name = written.rpartition(_ZONES)[2].removeprefix("posix/").removeprefix("right/")
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ""
    return "UTC" if name == "Etc/UTC" else name if name != "localtime" else ""
