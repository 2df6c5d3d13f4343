"""Bodies, titles, authors, dates and speed on two public sets of news pages, beside trafilatura in the same run.

    python bench/extraction.py [--data ../shared/data] [--set zyte|fundus] [--json]

The figures are made by `score/extraction.py` and `score/metadata.py` beside the data folder. Speed is pages a second
of processor time in one process, each page decoded already, text and metadata together, the better of `--rounds` runs.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import logging
import sys
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

from broadsheet import articles
from broadsheet.model import Capture, Made, Outlet
from broadsheet.text import hashing

SETS = {"zyte": ("pages_zyte", "gold.json"), "fundus": ("pages_fundus", "gold.jsonl.gz")}
Read = dict[str, dict[str, Any]]


def scorer(data: Path, name: str) -> ModuleType:
    """One of the scoring programs that lie beside the data."""
    spec = importlib.util.spec_from_file_location(f"score_{name}", data.parent / "score" / f"{name}.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"no {name}.py in {data.parent / 'score'}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pages_of(folder: Path) -> list[dict[str, Any]]:
    with gzip.open(folder / "pages.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def capture_of(page: dict[str, Any]) -> Capture:
    """A page of a set as the response that it was."""
    payload = page["html"].encode("utf-8", "replace")
    digest = hashing.digest(payload)
    seen = page.get("crawl_date")
    at = datetime.fromisoformat(seen) if seen else datetime(2026, 11, 1, tzinfo=UTC)
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    headers = (("Content-Type", "text/html; charset=utf-8"),)
    return Capture(hashing.capture_id(page["url"], digest), page["url"], at, 200, headers, payload, digest)


def ours(pages: list[dict[str, Any]]) -> tuple[Read, float]:
    read = articles.prepare()
    nobody = Outlet("none", "", "")
    asked = [articles.Page(capture_of(page), None, page["id"], nobody) for page in pages]
    read(asked[:2])
    start = time.process_time()
    outcomes = read(asked)
    spent = time.process_time() - start
    found: Read = {}
    for page, outcome in zip(pages, outcomes, strict=True):
        if not isinstance(outcome, Made):
            continue
        version = outcome.value.version
        found[page["id"]] = {
            "text": version.text.content,
            "title": version.title,
            "authors": list(version.authors),
            "published": version.published.iso() if version.published else None,
        }
    return found, len(pages) / spent


def trafilatura(pages: list[dict[str, Any]]) -> tuple[Read, float]:
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found: Read = {}
    start = time.process_time()
    for page in pages:
        document = bare_extraction(page["html"], url=page["url"], include_comments=False, with_metadata=True)
        if document is not None and not isinstance(document, dict):
            authors = (document.author or "").split("; ")
            found[page["id"]] = {
                "text": document.text or "", "title": document.title,
                "authors": [name for name in authors if name], "published": document.date,
            }  # fmt: skip
    return found, len(pages) / (time.process_time() - start)


READERS: dict[str, Callable[[list[dict[str, Any]]], tuple[Read, float]]] = {
    "broadsheet": ours,
    "trafilatura": trafilatura,
}


def figures(data: Path, name: str, found: Read) -> dict[str, float]:
    """The figures of one reader on one set, by the keys of `floors.json`."""
    folder, gold_name = SETS[name]
    bodies, metadata = scorer(data, "extraction"), scorer(data, "metadata")
    gold = data / folder / gold_name
    summary, _ = bodies.score(bodies.read_bodies(gold, gold=True), {key: page["text"] for key, page in found.items()})
    result = {f"extraction.{name}.{key}": summary[key] for key in ("f1", "precision", "recall", "page_f1")}
    if name == "fundus":
        shares, _ = metadata.score(metadata.read_records(gold, gold=True), found)
        result |= {f"metadata.{key}": share.value for key, share in shares.items()}
    return result


def run(data: Path, names: Iterable[str], rounds: int) -> dict[str, dict[str, float]]:
    result: dict[str, dict[str, float]] = {reader: {} for reader in READERS}
    for name in names:
        pages = pages_of(data / SETS[name][0])
        # The readers take turns, so that what else the machine does slows both.
        runs = [{reader: read(pages) for reader, read in READERS.items()} for _ in range(rounds)]
        for reader in READERS:
            result[reader] |= figures(data, name, runs[0][reader][0])
            result[reader][f"speed.{name}"] = max(turn[reader][1] for turn in runs)
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path(__file__).resolve().parent.parent.parent / "shared" / "data")
    parser.add_argument("--set", choices=sorted(SETS), action="append")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    if not args.data.is_dir():
        sys.exit(f"There is no data at {args.data}. Give its folder with --data.")
    result = run(args.data, args.set or sorted(SETS), args.rounds)
    if args.json:
        print(json.dumps(result, indent=2))
        return
    print(f"{'':<32}{'broadsheet':>12}{'trafilatura':>13}")
    for key, value in result["broadsheet"].items():
        other = result["trafilatura"][key]
        if key.startswith("speed."):
            print(f"{key + ' (pages/s)':<32}{value:>12.1f}{other:>13.1f}   {value / other:.2f} times")
        else:
            print(f"{key:<32}{value:>12.4f}{other:>13.4f}")


if __name__ == "__main__":
    main()
