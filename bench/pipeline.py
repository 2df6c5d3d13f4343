"""Articles of news_10k.jsonl.gz through the whole pipeline: articles a second, kB of the ledger an article, share of each
stage, processor time, peak memory.

python -m bench.pipeline --data DIR [--count N]
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import resource
import tempfile
import time
from pathlib import Path

from broadsheet.newsroom import create_paper, open_newsroom
from broadsheet.newsroom.upkeep.checking import LEDGER_FILE
from broadsheet.pipeline.context import Quiet


class Watch(Quiet):
    """How long each stage took."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._name, self._began = "", time.perf_counter()

    def stage(self, name: str, total: int | None) -> None:
        self.end()
        self._name, self._began = name, time.perf_counter()

    def end(self) -> None:
        if self._name:
            self.seconds[self._name] = self.seconds.get(self._name, 0.0) + time.perf_counter() - self._began
        self._name = ""


def sample_of(data: Path, count: int, folder: Path) -> Path:
    """A file of the first articles of the set."""
    sample = folder / "articles.jsonl"
    with (
        gzip.open(data / "news_10k.jsonl.gz", "rt", encoding="utf-8") as lines,
        sample.open("w", encoding="utf-8") as out,
    ):
        out.writelines(itertools.islice(lines, count))
    return sample


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--count", type=int, default=10_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sample = sample_of(asked.data, asked.count, Path(folder))
        paper = Path(folder) / "paper"
        create_paper(paper)
        watch = Watch()
        began = time.perf_counter()
        with open_newsroom(paper, write=True, command="bench", progress=watch, environment={}) as newsroom:
            account = newsroom.rounds.import_files([sample])
            watch.end()
            seconds = time.perf_counter() - began
            totals = newsroom.ledger.totals()
        made = account.of("articles", "made")
        size = (paper / LEDGER_FILE).stat().st_size
        print(f"{made:,} articles in {seconds:.0f} s: {made / seconds:.0f} a second; {totals['stories']:,} stories")
        print(f"{size / made / 1000:.1f} kB an article in a ledger of {size / 1e6:.0f} MB")
        for name, took in sorted(watch.seconds.items(), key=lambda each: -each[1]):
            print(f"  {took / seconds:5.1%}  {name}")
        here, workers = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
        print(
            f"processor time an article: {_busy(here) / made * 1000:.1f} ms here and {_busy(workers) / made * 1000:.1f} ms in workers"
        )
        print(f"peak memory: {here.ru_maxrss / 1024:,.0f} MB, largest worker {workers.ru_maxrss / 1024:,.0f} MB")


def _busy(usage: resource.struct_rusage) -> float:
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    main()
