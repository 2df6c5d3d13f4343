"""The outlets that are read, in a TOML file that a person edits.

[outlets.courier]
name = "The Harbour Courier"
in_text = "the Harbour Courier"
domains = ["courier.example"]
country = "GB"
language = "en"
owner = "Harbour Press"
funding = "private"
tags = ["regional"]
agency = false
mute = false
feeds = ["https://courier.example/feed.xml"]
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from broadsheet import toml
from broadsheet.errors import SettingsError
from broadsheet.model import Funding, Outlet, Source, SourceKind
from broadsheet.text.addresses import host, is_web, normal, port, registrable
from broadsheet.text.hashing import opaque_id

_TEXTS = ("name", "in_text", "country", "language", "owner", "funding")
_SWITCHES = ("agency", "mute")


@dataclass(frozen=True, slots=True)
class _Table:
    """An outlet as it is written under [outlets.NAME]."""

    name: str = ""
    in_text: str = ""
    country: str = ""
    language: str = ""
    owner: str = ""
    funding: Funding = "unknown"
    domains: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    agency: bool = False
    mute: bool = False


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Outlets and the ways in to them, in the order of the file."""

    outlets: tuple[Outlet, ...] = ()
    sources: tuple[Source, ...] = ()

    def outlet(self, outlet_id: str) -> Outlet | None:
        """The outlet of that id, or None."""
        return next((outlet for outlet in self.outlets if outlet.id == outlet_id), None)

    def outlet_of(self, url: str, *, name: str = "") -> Outlet:
        """The outlet that has the longest domain which the URL's host is in, a domain with a port only at that port;
        an outlet made of the domain where none has. Two sites on one host are told apart by their ports."""
        bare, place = host(url), place_of(url)
        owned = [
            (len(domain), outlet)
            for outlet in self.outlets
            for domain in outlet.domains
            if any(each == domain or each.endswith(f".{domain}") for each in (bare, place))
        ]
        if owned:
            longest = max(length for length, _ in owned)
            return next(outlet for length, outlet in owned if length == longest)
        domain = place.replace(bare, registrable(bare) or bare, 1) or "unknown"
        shown = " ".join(name.split()) or domain
        return Outlet(id=domain, name=shown, in_text=in_running_text(shown), domains=(domain,))

    def sources_of(self, outlet_id: str) -> tuple[Source, ...]:
        """The ways in to one outlet."""
        return tuple(source for source in self.sources if source.outlet_id == outlet_id)


def place_of(url: str) -> str:
    """Where a site is: the host, with the port where it is not the usual one; "" for what is no web address."""
    name, number = host(url), port(url)
    shown = f"[{name}]" if ":" in name else name
    return f"{shown}:{number}" if number not in (0, 80, 443) else shown


def in_running_text(name: str) -> str:
    """A name as a sentence has it: "The Harbour Courier" is "the Harbour Courier" there."""
    return f"the {name[4:]}" if name.startswith("The ") else name


def load(text: str, *, where: str) -> Catalogue:
    """The catalogue in a TOML text. SettingsError names the key, its path and `where`; it also refuses one domain
    or one feed for two outlets."""
    tree = toml.parse(text, where=where)
    for key in tree:
        if key != "outlets":
            raise SettingsError(f"unknown key {key} in {where}.", hint="Outlets stand under [outlets.NAME].")
    tables = tree.get("outlets", {})
    if not isinstance(tables, dict):
        raise SettingsError(f"outlets in {where} must be tables.", hint="Write [outlets.NAME] on a line of its own.")
    outlets: list[Outlet] = []
    sources: list[Source] = []
    for outlet_id, table in tables.items():
        # An empty text says as little as none.
        said = {key: each for key, each in table.items() if each != ""} if isinstance(table, dict) else table
        read = toml.build(_Table, said, name=_places(outlet_id, where))
        outlets.append(_outlet(outlet_id, read, where))
        sources += [_source(url.strip(), outlet_id, where) for url in read.feeds]
    _check_unique([(domain, outlet.id) for outlet in outlets for domain in outlet.domains], "domain", where)
    _check_unique([(source.url, source.outlet_id) for source in sources], "feed", where)
    return Catalogue(tuple(outlets), tuple(sources))


def with_feed(text: str, outlet: Outlet, feed_url: str) -> str:
    """The TOML text with the feed under its outlet, which is added where it is not there yet.

    All that a person wrote stays, comments too. A feed that is there already changes nothing. SettingsError where
    the outlet's table is written in a way that cannot be added to without rewriting it.
    """
    catalogue = load(text, where="the catalogue")
    if any(normal(source.url) == normal(feed_url) for source in catalogue.sources):
        return text
    if catalogue.outlet(outlet.id) is None:
        grown = f"{text.rstrip()}\n\n{as_toml(outlet, (feed_url,))}".lstrip("\n")
    else:
        grown = _with_line(text, outlet.id, feed_url)
    try:
        after = load(grown, where="the catalogue")
    except SettingsError:
        after = Catalogue()
    if [source.url for source in after.sources_of(outlet.id)] != [
        *(source.url for source in catalogue.sources_of(outlet.id)),
        feed_url,
    ]:
        raise SettingsError(
            f"{feed_url} could not be added to outlets.{outlet.id}.", hint="Add it to the list `feeds` by hand."
        )
    return grown


def with_feeds(text: str, feeds: Sequence[tuple[Outlet, str]]) -> str:
    """The TOML text with many feeds, as `with_feed` would add them one by one; none may be there already."""
    known = {outlet.id for outlet in load(text, where="the catalogue").outlets}
    new: dict[str, tuple[Outlet, list[str]]] = {}
    for outlet, url in feeds:
        if outlet.id in known:
            text = with_feed(text, outlet, url)
        else:
            new.setdefault(outlet.id, (outlet, []))[1].append(url)
    tables = [as_toml(outlet, tuple(urls)) for outlet, urls in new.values()]
    grown = "\n\n".join([text.rstrip(), *tables]).lstrip("\n") if tables else text
    load(grown, where="the catalogue")
    return grown


def with_moved(text: str, old_url: str, new_url: str) -> str:
    """The TOML text with one feed's address in place of another; all else stays. SettingsError where the old one
    does not stand there as a plain string."""
    places = [quote + old_url + quote for quote in ('"', "'") if text.count(quote + old_url + quote) == 1]
    grown = text.replace(places[0], _quoted(new_url)) if places else text
    before, after = load(text, where="the catalogue"), load(grown, where="the catalogue")
    moved = [new_url if source.url == old_url else source.url for source in before.sources]
    if grown == text or [source.url for source in after.sources] != moved or after.outlets != before.outlets:
        raise SettingsError(f"{old_url} could not be changed to {new_url}.", hint="Change it in outlets.toml by hand.")
    return grown


def as_toml(outlet: Outlet, feeds: tuple[str, ...]) -> str:
    """One outlet as a table of the catalogue; what is empty is left out."""
    lines = [f"[outlets.{_key(outlet.id)}]"]
    for key in _TEXTS:
        value = getattr(outlet, key)
        if value and not (key == "funding" and value == "unknown"):
            lines.append(f"{key} = {_quoted(value)}")
        if key == "in_text" and outlet.domains:
            lines.append(f"domains = {_listed(outlet.domains)}")
    if outlet.tags:
        lines.append(f"tags = {_listed(outlet.tags)}")
    lines += [f"{key} = true" for key in _SWITCHES if getattr(outlet, key)]
    lines += ["feeds = [", *(f"  {_quoted(url)}," for url in feeds), "]"]
    return "\n".join(lines) + "\n"


def _places(outlet_id: str, where: str) -> Callable[[toml.Path], str]:
    dotted = toml.dotted(where)
    return lambda path: dotted(("outlets", outlet_id, *path))


def _outlet(outlet_id: str, table: _Table, where: str) -> Outlet:
    texts = {key: " ".join(getattr(table, key).split()) for key in _TEXTS}
    name = texts["name"] or outlet_id
    return Outlet(
        id=outlet_id,
        name=name,
        in_text=texts["in_text"] or in_running_text(name),
        domains=tuple(_domain(each.strip(), outlet_id, where) for each in table.domains),
        country=texts["country"],
        language=texts["language"],
        owner=texts["owner"],
        funding=table.funding,
        tags=tuple(each.strip() for each in table.tags),
        agency=table.agency,
        mute=table.mute,
    )


def _source(url: str, outlet_id: str, where: str) -> Source:
    if not is_web(url):
        raise SettingsError(
            f"outlets.{outlet_id}.feeds in {where} has {url!r}.", hint="A feed is an http or https address."
        )
    kind: SourceKind = "sitemap" if "sitemap" in url.lower() else "feed"
    return Source(id=opaque_id("f", url), kind=kind, url=url, outlet_id=outlet_id)


def _domain(written: str, outlet_id: str, where: str) -> str:
    address = written if "//" in written else f"http://{written}"
    if not host(address):
        raise SettingsError(
            f"outlets.{outlet_id}.domains in {where} has {written!r}.", hint="Write one like news.example."
        )
    return place_of(address).removeprefix("www.")


def _check_unique(pairs: list[tuple[str, str]], what: str, where: str) -> None:
    seen: dict[str, str] = {}
    for value, outlet_id in pairs:
        if value in seen:
            raise SettingsError(
                f"the {what} {value} stands under outlets.{seen[value]} and outlets.{outlet_id} in {where}.",
                hint="Keep it in one place.",
            )
        seen[value] = outlet_id


def _with_line(text: str, outlet_id: str, feed_url: str) -> str:
    """The feed at the end of the list of an outlet's table, or a new list at the table's end."""
    lines = text.splitlines(keepends=True)
    wanted = {f"outlets.{name}" for name in (outlet_id, f'"{outlet_id}"', f"'{outlet_id}'")}
    start = next(
        (number for number, line in enumerate(lines) if (head := _header(line)) and head.replace(" ", "") in wanted),
        None,
    )
    if start is None:
        return text
    end = next((number for number in range(start + 1, len(lines)) if _header(lines[number])), len(lines))
    table = "".join(lines[start:end])
    opened = re.search(r"^[^\S\n]*feeds[^\S\n]*=[^\S\n]*\[", table, re.MULTILINE)
    if opened is None:
        grown = f"{lines[start].rstrip()}\nfeeds = [{_quoted(feed_url)}]\n" + "".join(lines[start + 1 : end])
    else:
        grown = _with_item(table, opened.end(), feed_url)
    return "".join(lines[:start]) + grown + "".join(lines[end:])


def _with_item(table: str, start: int, feed_url: str) -> str:
    """The table with one more item before the bracket that closes the list which opens at `start`."""
    last = start
    for token in re.finditer(r'"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|#[^\n]*|\]|,', table[start:]):
        if token.group(0) == "]":
            break
        if not token.group(0).startswith("#"):
            last = start + token.end()
    has_items = last > start
    comma = "," if has_items and table[last - 1] != "," else ""
    on_lines = "\n" in table[start:last] or (has_items is False and table[start : start + 1] == "\n")
    item = f"\n  {_quoted(feed_url)}," if on_lines else f"{' ' if has_items else ''}{_quoted(feed_url)}"
    return table[:last] + comma + item + table[last:]


def _header(line: str) -> str:
    match = re.match(r"\s*\[\s*([^\[\]]+?)\s*\]\s*(?:#.*)?$", line)
    return match.group(1) if match else ""


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else _quoted(name)


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub(r"[\x00-\x1f\x7f]", lambda found: f"\\u{ord(found.group(0)):04x}", escaped) + '"'


def _listed(values: tuple[str, ...]) -> str:
    return "[" + ", ".join(_quoted(value) for value in values) + "]"
