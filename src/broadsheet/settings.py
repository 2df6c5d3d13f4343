"""Settings, each declared once: TOML < environment < command line. An unknown key is an error with its path."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, get_type_hints
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from broadsheet import toml
from broadsheet.errors import SettingsError

ENVIRONMENT_PREFIX = "BROADSHEET_"


def _option(default: Any, doc: str) -> Any:
    metadata = {"doc": doc}
    if isinstance(default, tuple):
        return field(default_factory=lambda: default, metadata=metadata)
    return field(default=default, metadata=metadata)


@dataclass(frozen=True, slots=True)
class PaperSettings:
    name: str = _option("Broadsheet", "the name over the edition")
    timezone: str = _option("UTC", "the zone of the recipe's hour and of all times that are printed")
    languages: tuple[str, ...] = _option(
        ("en",),
        "codes of the languages that are read, such as en and de; articles in others are set aside; empty: all are read",
    )
    base_url: str = _option(
        "", "where the web edition stands for others, such as https://paper.example; empty: nowhere"
    )

    @property
    def zone(self) -> ZoneInfo:
        """The time zone itself; settings that were loaded name one that there is."""
        return ZoneInfo(self.timezone)


@dataclass(frozen=True, slots=True)
class FetchSettings:
    contact: str = _option("", "an address in the User-Agent, so that an outlet can reach you")
    connect_seconds: float = _option(10.0, "limit for opening a connection")
    read_seconds: float = _option(20.0, "limit for each wait for bytes")
    total_seconds: float = _option(60.0, "limit for a whole response, redirects included")
    max_bytes: int = _option(15_000_000, "bytes taken of one response as sent; the rest is cut and marked")
    max_decoded_bytes: int = _option(25_000_000, "bytes that a response may have once decompressed")
    max_redirects: int = _option(8, "redirects followed for one address")
    host_delay_seconds: float = _option(1.0, "pause between two requests to one host, unless robots.txt asks for more")
    connections: int = _option(20, "requests under way at once")
    per_host: int = _option(2, "requests under way at once to one host")
    allow_hosts: tuple[str, ...] = _option(
        (), "hosts that may have a private address, such as 'intranet.example:8080' or '*.localhost:8010'"
    )
    pages_per_source: int = _option(30, "articles fetched of one source in one round, newest first")
    first_hours: int = _option(36, "how far back the first fetch of a source goes")
    shortest_minutes: int = _option(15, "no source is fetched by `run` sooner than so long after its last fetch")
    longest_hours: int = _option(24, "no source is left alone by `run` for longer, unless it asks for that")


@dataclass(frozen=True, slots=True)
class ArchiveSettings:
    keep_days: int = _option(90, "days that a capture is kept which no edition cites; 0: for ever")


@dataclass(frozen=True, slots=True)
class RunSettings:
    recipes: tuple[str, ...] = _option(("morning",), "recipes that `run` prints, each at its own hour, once a day")


@dataclass(frozen=True, slots=True)
class ServeSettings:
    host: str = _option("127.0.0.1", "the address that `serve` listens on")
    port: int = _option(8000, "the port that `serve` listens on")


@dataclass(frozen=True, slots=True)
class MailSettings:
    to: str = _option("", "your own address, which `edition send` sends to")
    sender: str = _option("", "the address that mail comes from; empty: the same")
    host: str = _option("", "the mail server that takes your mail, such as smtp.example.com")
    port: int = _option(587, "its port: 587 for starttls, 465 for tls")
    security: str = _option("starttls", "starttls, tls, or none (only for a server on this machine)")
    user: str = _option("", "the name to log in with; empty: without. The password: BROADSHEET_MAIL_PASSWORD or a file")
    password_file: str = _option("", "a file with the password, which nobody else can read")
    trust: str = _option("", "a file of certificates to trust besides the system's")
    seconds: float = _option(30.0, "limit for each wait for the mail server")


@dataclass(frozen=True, slots=True)
class EngineSettings:
    workers: int = _option(0, "processes that read pages; 0: one for each core, 1: none but this one")
    item_seconds: float = _option(30.0, "time after which a page that is still being read is set aside")


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, one table a concern."""

    paper: PaperSettings = field(default_factory=PaperSettings)
    fetch: FetchSettings = field(default_factory=FetchSettings)
    archive: ArchiveSettings = field(default_factory=ArchiveSettings)
    run: RunSettings = field(default_factory=RunSettings)
    serve: ServeSettings = field(default_factory=ServeSettings)
    mail: MailSettings = field(default_factory=MailSettings)
    engine: EngineSettings = field(default_factory=EngineSettings)


@dataclass(frozen=True, slots=True)
class OptionDoc:
    """A setting as the documentation and `broadsheet.toml` show it."""

    path: str
    default: object
    doc: str


def option_docs() -> tuple[OptionDoc, ...]:
    """Every setting with its default and its meaning, in the order of declaration."""
    found: list[OptionDoc] = []
    for table in fields(Settings):
        tables = get_type_hints(Settings)[table.name]
        defaults = tables()
        found.extend(
            OptionDoc(f"{table.name}.{option.name}", getattr(defaults, option.name), option.metadata["doc"])
            for option in fields(tables)
        )
    return tuple(found)


def load(
    path: Path | None, *, environment: Mapping[str, str] | None = None, overrides: Mapping[str, str] | None = None
) -> Settings:
    """Settings from the file, then `BROADSHEET_TABLE_KEY` variables, then `table.key` overrides.

    SettingsError names the key and where it stands.
    """
    settings = Settings()
    if path is not None and path.exists():
        hint = "Mend what it names there. To see a sound one, make a second paper: broadsheet init DIR"
        try:
            text = path.read_text(encoding="utf-8")
        except (UnicodeDecodeError, OSError) as error:
            raise SettingsError(f"{path} cannot be read: {error}.", hint=hint) from error
        settings = toml.build(Settings, toml.parse(text, where=str(path), hint=hint), name=toml.dotted(str(path)))
        _refuse_negative(settings, str(path))
    known = {option.path for option in option_docs()}
    for name, value in sorted((environment if environment is not None else os.environ).items()):
        key = _key_of_variable(name, known)
        if key:
            settings = _with_text(settings, key, value, f"the environment variable {name}")
    for key, value in (overrides or {}).items():
        settings = _with_text(settings, key, value, "the command line")
    _check(settings)
    return settings


def _key_of_variable(name: str, known: set[str]) -> str | None:
    if not name.startswith(ENVIRONMENT_PREFIX):
        return None
    return next((key for key in known if key.replace(".", "_").upper() == name[len(ENVIRONMENT_PREFIX) :]), None)


def _with_text(settings: Settings, key: str, text: str, where: str) -> Settings:
    """A setting from plain text. Lists are parted by commas; lists and texts may stand as TOML has them."""
    wanted = _type_of(key, where)
    value: Any = text
    if wanted in (int, float):
        try:
            value = wanted(text)
        except ValueError:
            raise SettingsError(f"{key} from {where} must be a number, not {text!r}.") from None
    elif wanted is str:
        value = _unquoted(text)
    else:
        value = [_unquoted(part.strip()) for part in _without_brackets(text).split(",") if part.strip()]
    return _with_value(settings, key, value, where)


def _without_brackets(text: str) -> str:
    """What stands in the brackets of a list; text without brackets, and an IPv6 address, which has its own, as it is.
    A shell takes the quotation marks out of `["a"]`, so that they may be missing."""
    is_list = (
        text.startswith("[")
        and text.endswith("]")
        and not re.fullmatch(r"\[[0-9A-Fa-f.]*:[0-9A-Fa-f.:]*:[0-9A-Fa-f.:]*\]", text)
    )
    return text[1:-1] if is_list else text


def _unquoted(text: str) -> str:
    whole = len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" and text[0] not in text[1:-1]
    return text[1:-1] if whole else text


def _type_of(key: str, where: str) -> Any:
    table, _, name = key.partition(".")
    tables = get_type_hints(Settings)
    if table not in tables or name not in {each.name for each in fields(tables[table])}:
        names = [option.path for option in option_docs() if option.path.startswith(f"{table}.")]
        raise SettingsError(f"unknown setting {key} in {where}.", hint=_known("settings", names or list(tables)))
    return get_type_hints(tables[table])[name]


def _with_value(settings: Settings, key: str, value: Any, where: str) -> Settings:
    fitting = toml.build(_type_of(key, where), value, name=lambda _: f"{key} in {where}")
    table, _, name = key.partition(".")
    grown = replace(settings, **{table: replace(getattr(settings, table), **{name: fitting})})
    _refuse_negative(grown, where)
    return grown


def _refuse_negative(settings: Settings, where: str) -> None:
    for option in option_docs():
        table, _, name = option.path.partition(".")
        value = getattr(getattr(settings, table), name)
        if isinstance(value, int | float) and value < 0:
            raise SettingsError(f"{option.path} in {where} must not be negative, but is {value}.")


def _check(settings: Settings) -> None:
    try:
        _ = settings.paper.zone
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise SettingsError(
            f"paper.timezone {settings.paper.timezone!r} is no time zone.",
            hint="Write one like Europe/Berlin or America/New_York.",
        ) from None
    for language in settings.paper.languages:
        if not re.fullmatch("[a-z]{2,3}", language):
            raise SettingsError(
                f"paper.languages has {language!r}, which is no code of a language.",
                hint="Write codes of two small letters, such as en, de or fr; an empty list reads all languages.",
            )


def _known(what: str, names: list[str]) -> str:
    return f"Known {what}: {', '.join(names)}."


def as_toml(settings: Settings | None = None) -> str:
    """A commented `broadsheet.toml` with every setting at its default, each switched off by a `#`,
    but for those in which `settings` differs."""
    lines = ["# Every setting of this paper. A line behind '#' shows the default.", ""]
    current = settings or Settings()
    for table in fields(Settings):
        lines.append(f"[{table.name}]")
        for option in fields(getattr(current, table.name)):
            value = getattr(getattr(current, table.name), option.name)
            standard = getattr(getattr(Settings(), table.name), option.name)
            mark = "# " if value == standard else ""
            lines += [f"# {option.metadata['doc']}", f"{mark}{option.name} = {_toml(value)}"]
        lines.append("")
    return "\n".join(lines)


def _toml(value: object) -> str:
    if isinstance(value, tuple):
        return "[" + ", ".join(_toml(part) for part in value) + "]"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return f"{value:_}" if isinstance(value, int) else str(value)
