"""A story page over HTTP from a ledger of many Versions, beside the same page from a ledger of a thousand.

    python -m bench.web --data DIR [--count 100000]

The articles are made up; DIR is not read. Aim: below 50 ms at 100,000 Versions.
"""

from __future__ import annotations

import argparse
import http.client
import statistics
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from broadsheet.model import Membership, Moment, Reader, StoryChange, Version
from broadsheet.newsroom import create_paper, open_newsroom
from broadsheet.store.contract import ArticleRow
from broadsheet.text import hashing
from broadsheet.text.textblocks import build
from broadsheet.web import listening

A_STORY = 12
START = datetime(2026, 1, 1, tzinfo=UTC)


def version(number: int) -> Version:
    at = START + timedelta(minutes=number)
    event = number // A_STORY
    blocks = [
        (
            "paragraph",
            f"The council of town {event} closed bridge {event % 97} on day {at:%j}, and lorry {number} went round.",
        )
    ]
    blocks += [
        ("paragraph", f"Engineer {number % 51} counted {number} stones beside road {line}.") for line in range(6)
    ]
    text = build(blocks)  # type: ignore[arg-type]
    title = f"Town {event} closes its bridge after inspection {number}"
    return Version(
        f"v{number}", f"a{number}", f"c{number}", "", f"https://paper{number % 40}.example/{number}", f"paper{number % 40}.example", title,
        text, hashing.text_hash(title, text), at, Reader("bench"), language="en", published=Moment(at, "minute", "page"),
    )  # fmt: skip


def filled(folder: Path, count: int) -> None:
    create_paper(folder)
    with open_newsroom(folder, write=True, command="bench", environment={}) as newsroom:
        for start in range(0, count, 5_000):
            with newsroom.ledger.writing() as writer:
                current = writer.open_round("import", ["bench"], START, START)
                changes: dict[str, list[str]] = {}
                members = []
                for number in range(start, min(start + 5_000, count)):
                    made = version(number)
                    writer.put_article(ArticleRow(made.article_id, made.url, made.outlet_id, made.captured))
                    writer.put_version(made, current.id)
                    members.append(Membership(made.article_id, made.article_id, "original", made.article_id, 1.0))
                    changes.setdefault(f"s{number // A_STORY}", []).append(made.article_id)
                writer.replace_memberships(members)
                opened = [StoryChange(id, "opened", tuple(ids)) for id, ids in changes.items()]
                writer.add_story_changes(opened, current.id, START)
                writer.close_round(current.id, START)


def milliseconds(folder: Path, count: int) -> float:
    """The median of fifty story pages, each of another story."""
    with listening(folder, host="127.0.0.1", port=0) as url:
        parts = urlsplit(url)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=30)
        took = []
        for number in range(53):
            story = (number * 7919) % (count // A_STORY)
            began = time.perf_counter()
            connection.request("GET", f"/stories/s{story}")
            answer = connection.getresponse()
            answer.read()
            assert answer.status == 200, answer.status
            took.append(time.perf_counter() - began)
        connection.close()
    return 1000 * statistics.median(took[3:])


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path)
    parser.add_argument("--count", type=int, default=100_000, help="100,000 take some minutes to write")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = {}
        for count in (1_200, asked.count):
            filled(Path(folder) / str(count), count)
            found[count] = milliseconds(Path(folder) / str(count), count)
    small, large = found.values()
    print(
        f"a story page: {large:.1f} ms at {asked.count:,} versions, {small:.1f} ms at 1,200: {large / small:.2f} times"
    )


if __name__ == "__main__":
    main()
