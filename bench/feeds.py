"""Entries found in real feeds, intact and damaged, and speed, beside feedparser in the same run.

    python -m bench.feeds --data DIR [--kind NAME ...] [--json]

Found: of the entries that feedparser finds with title and link, the share that is found with that title (as words:
feedparser keeps the markup of a title) and that link. Sound: of those that are found, the share that feedparser finds
too, or that stand in the intact feed. Conformance: of feedparser's own checks on titles, links, ids and authors, the
share that holds. Speed is time over the whole intact set, decompressed already, ours the better of `--rounds` runs.
"""

from __future__ import annotations

import argparse
import base64
import gzip
import html
import importlib.util
import json
import sys
import time
import warnings
from calendar import timegm
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from broadsheet import feeds
from broadsheet.model import Made

INTACT = "intact"
FLOORS = Path(__file__).resolve().parent / "floors.json"
_FIELDS = ("title", "link", "id", "author")
_HTML = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True)
class Theirs:
    """An entry as feedparser has it: the readings of its title as words, its times as seconds or None."""

    titles: frozenset[str]
    link: str
    id: str
    published: int | None
    updated: int | None


@dataclass(slots=True)
class Score:
    """What became of the entries of some feeds. `lines` name what is missing and what is not there."""

    expected: int = 0
    found: int = 0
    extra: int = 0
    beyond: int = 0
    ids: Counter[bool] = field(default_factory=Counter)
    dates: Counter[bool] = field(default_factory=Counter)
    lines: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        for name in ("expected", "found", "extra", "beyond"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.ids += other.ids
        self.dates += other.dates
        self.lines += other.lines


def words(markup: str) -> str:
    """The words of a piece of HTML in one line, by another parser than ours."""
    pieces: list[str] = []

    class Words(HTMLParser):
        def handle_data(self, data: str) -> None:
            pieces.append(data)

    parser = Words()
    parser.feed(markup)
    parser.close()
    return squeezed("".join(pieces))


def squeezed(text: str) -> str:
    return " ".join(text.split())


def damages(data: Path) -> dict[str, Callable[[bytes], bytes]]:
    """The ten kinds of damage that lie beside the data, and none."""
    spec = importlib.util.spec_from_file_location("damage_feeds", data.parent / "score" / "damage_feeds.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"no damage_feeds.py in {data.parent / 'score'}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return {INTACT: bytes, **module.KINDS}


def names(data: Path) -> list[str]:
    with (data / "feeds_real" / "index.jsonl").open(encoding="utf-8") as lines:
        return sorted(json.loads(line)["file"] for line in lines)


def body(data: Path, name: str) -> bytes:
    return gzip.decompress((data / "feeds_real" / name).read_bytes())


def feedparser(feed: bytes) -> list[Theirs]:
    import feedparser as peer  # type: ignore[import-untyped]

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        entries = peer.parse(feed).entries
    return [_theirs(entry) for entry in entries]


def _theirs(entry: Any) -> Theirs:
    title = dict.get(entry, "title") or ""
    is_html = (dict.get(entry, "title_detail") or {}).get("type") in _HTML
    # What is no HTML for feedparser may still hold entities that XML does not declare.
    readings = [words(title)] if is_html else [squeezed(title), squeezed(html.unescape(title))]
    times = [dict.get(entry, key) for key in ("published_parsed", "updated_parsed")]
    published, updated = (timegm(each) if each else None for each in times)
    return Theirs(
        frozenset(readings) if title else frozenset(),
        dict.get(entry, "link") or "",
        dict.get(entry, "id") or "",
        published,
        updated,
    )


def compare(feed: bytes, theirs: list[Theirs], intact: Iterable[tuple[str, str]] = (), name: str = "") -> Score:
    """Our reading of a feed beside feedparser's; `intact` are titles and links of the feed before its damage."""
    outcome = feeds.parse(feed)
    entries = outcome.value.entries if isinstance(outcome, Made) else ()
    left = [(squeezed(entry.title), entry.link, entry) for entry in entries if entry.link]
    score = Score()
    for wanted in theirs:
        if not (wanted.titles and wanted.link):
            continue
        score.expected += 1
        at = next(
            (n for n, (title, link, _) in enumerate(left) if link == wanted.link and title in wanted.titles), None
        )
        if at is None:
            score.lines.append(f"{name}: missing {sorted(wanted.titles)[0]!r} {wanted.link}")
            continue
        score.found += 1
        _compare_facts(left.pop(at)[2], wanted, score)
    known = tuple(intact)
    for title, link, _ in left:
        if not title:
            continue
        if any(link == there and title.endswith(words(words_there)) for words_there, there in known):
            score.beyond += 1
        else:
            score.extra += 1
            score.lines.append(f"{name}: not there {title!r} {link}")
    return score


def _compare_facts(ours: feeds.FeedEntry, theirs: Theirs, score: Score) -> None:
    score.ids[ours.id == theirs.id] += 1
    for time_of, moment in ((theirs.published, ours.published), (theirs.updated, ours.modified)):
        # The zero of a program's clock is a date for feedparser and none for us.
        if time_of is not None and time_of > 86_400:
            score.dates[moment is not None and abs(moment.at.timestamp() - time_of) < 61] += 1


def expectations(data: Path) -> Iterator[tuple[dict[str, Any], str, dict[str, Any]]]:
    """Feedparser's checks on titles, links, ids, authors and the feed's title: fixture, field, check."""
    with gzip.open(data / "feeds_conformance" / "feedparser.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            fixture = json.loads(line)
            for check in fixture["checks"] or ():
                path = check["path"]
                if path == ["feed", "title"]:
                    yield fixture, "feed/title", check
                elif len(path) == 3 and path[0] == "entries" and path[2] in _FIELDS:
                    yield fixture, path[2], check


def failures(data: Path) -> tuple[int, dict[tuple[str, str], tuple[Any, Any]]]:
    """How many checks there are, and those that fail by fixture and field: what is expected, what was found."""
    total, failed = 0, {}
    for fixture, name, check in expectations(data):
        total += 1
        found = _found(fixture, check["path"])
        if not _holds(check, found, is_title="title" in name):
            failed[(fixture["path"], name)] = (check.get("equals", check), found)
    return total, failed


def _found(fixture: dict[str, Any], path: list[Any]) -> str | None:
    headers = {key.lower(): value for key, value in (fixture["headers"] or {}).items()}
    kind = headers.get("content-type", "text/xml" if fixture["served_over_http"] else "")
    outcome = feeds.parse(base64.b64decode(fixture["bytes_b64"]), url=fixture["url"] or "", content_type=kind)
    if not isinstance(outcome, Made):
        return None
    if path[0] == "feed":
        return outcome.value.title
    entries = outcome.value.entries
    return str(getattr(entries[path[1]], path[2])) if path[1] < len(entries) else None


def _holds(check: dict[str, Any], found: str | None, *, is_title: bool) -> bool:
    if "equals" not in check:
        is_there = bool(found) if "truthy" in check or "falsy" in check else found is not None
        return is_there == ("truthy" in check or "has" in check)
    expected = check["equals"]
    if found == expected:
        return True
    # A title that is expected as markup: ours are its words.
    is_markup = isinstance(expected, str) and ("<" in expected or "&" in expected)
    return is_title and is_markup and found is not None and squeezed(found) == words(expected)


def speed(bodies: list[bytes], rounds: int) -> tuple[float, float]:
    """Seconds that we take for all feeds, and that feedparser takes."""
    import feedparser as peer

    for feed in bodies[:3]:
        feeds.parse(feed)
        peer.parse(feed)
    ours = min(_seconds(feeds.parse, bodies) for _ in range(rounds))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ours, _seconds(peer.parse, bodies)


def _seconds(read: Callable[[bytes], object], bodies: list[bytes]) -> float:
    start = time.perf_counter()
    for feed in bodies:
        read(feed)
    return time.perf_counter() - start


def run(data: Path, kinds: Iterable[str], rounds: int) -> tuple[dict[str, float], dict[str, Score]]:
    bodies = {name: body(data, name) for name in names(data)}
    ours, theirs = speed(list(bodies.values()), rounds)
    intact = {name: _titles_and_links(feed) for name, feed in bodies.items()}
    scores = {kind: Score() for kind in kinds}
    damage = damages(data)
    for kind, score in scores.items():
        for name, feed in bodies.items():
            damaged = damage[kind](feed)
            score.add(compare(damaged, feedparser(damaged), intact[name], f"{kind} {name}"))
    whole = Score()
    for score in scores.values():
        whole.add(score)
    total, failed = failures(data)
    figures = {
        "feeds.found": whole.found / max(1, whole.expected),
        "feeds.sound": 1 - whole.extra / max(1, whole.found + whole.beyond + whole.extra),
        "feeds.ids": whole.ids[True] / max(1, whole.ids.total()),
        "feeds.dates": whole.dates[True] / max(1, whole.dates.total()),
        "feeds.conformance": 1 - len(failed) / total,
        "feeds.speed": theirs / ours,
    }
    return figures, scores


def _titles_and_links(feed: bytes) -> list[tuple[str, str]]:
    outcome = feeds.parse(feed)
    return [(entry.title, entry.link) for entry in outcome.value.entries] if isinstance(outcome, Made) else []


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.feeds", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="the folder of real data")
    parser.add_argument("--kind", action="append", help="of the damages; none: all and the intact feeds")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    figures, scores = run(asked.data, asked.kind or list(damages(asked.data)), asked.rounds)
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    if asked.json:
        print(json.dumps(figures, indent=2))
    else:
        print(f"{'':<20}{'expected':>10}{'found':>8}{'beyond':>8}{'not there':>11}{'ids':>8}{'dates':>8}")
        for kind, score in scores.items():
            ids, dates = (f"{each[True]}/{each.total()}" for each in (score.ids, score.dates))
            print(f"{kind:<20}{score.expected:>10}{score.found:>8}{score.beyond:>8}{score.extra:>11}  {ids}  {dates}")
            for line in score.lines[:10]:
                print("   ", line)
        for key, value in figures.items():
            print(f"{key:<20}{value:>10.4f}   floor {floors.get(key, 0)}")
    return 1 if any(value < floors.get(key, 0) for key, value in figures.items()) else 0


if __name__ == "__main__":
    sys.exit(main())
