"""Small papers for tests: made-up articles as JSON Lines, and ways to run a command on them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

TOWNS = ("Hallin", "Ostrava Mills", "Pellworm", "Quarrow", "Senby", "Tarn Cross")
OUTLETS = (
    ("The Hallin Post", "hallinpost.example"),
    ("Quarrow Record", "quarrowrecord.example"),
    ("Senby Mail", "senbymail.example"),
)
EVENTS = ("ferry", "bridge", "harvest", "election", "library", "orchard", "reservoir", "tramway")


def article(number: int) -> dict[str, object]:
    """A made-up report: three outlets in turn report each event of each town."""
    outlet, domain = OUTLETS[number % 3]
    event = EVENTS[(number // 3) % len(EVENTS)]
    town = TOWNS[(number // 24) % len(TOWNS)]
    hour = 6 + (number * 7) % 16
    body = [
        f"The {event} council of {town} closed the {event} works on Tuesday after an inspection found {number + 3} cracks in the old wall.",
        f"“We will reopen the {event} works once the wall is safe,” said Marta Ilven, the mayor of {town}.",
        f"Engineers counted {number * 2 + 11} damaged stones along the {event} site, and {outlet} saw lorries leave {town} before noon.",
        f"Tomas Brekk, who runs the {event} office in {town}, said that repairs would take {number % 9 + 2} weeks.",
        f"Shopkeepers near the {event} quay in {town} expect fewer visitors until the {event} works open again in spring.",
    ]
    return {
        "url": f"https://{domain}/2026/03/03/{event}-{number}",
        "outlet": outlet,
        "source_domain": domain,
        "title": f"{town} closes its {event} works after inspection {number}",
        "published": f"2026-03-03T{hour:02d}:{number % 60:02d}:00+00:00",
        "authors": ["Ines Corvath"],
        "text": "\n\n".join(body),
    }


def write_articles(path: Path, count: int) -> Path:
    """A JSON Lines file of that many articles."""
    lines = [json.dumps(article(number), ensure_ascii=False) for number in range(count)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def environment() -> dict[str, str]:
    """The environment without settings of the person who runs the tests."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("BROADSHEET_")}
    here = {"TZ": "UTC", "LC_ALL": "C.UTF-8"}
    return {**kept, **here, "BROADSHEET_ENGINE_WORKERS": "1", "PYTHONUTF8": "1", "NO_COLOR": "1", "COLUMNS": "100"}


def command(
    *words: str | Path, cwd: Path, check: bool = True, stdin: bytes | None = None
) -> subprocess.CompletedProcess[bytes]:
    """`broadsheet …` as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "broadsheet", *map(str, words)],
        cwd=cwd,
        env=environment(),
        capture_output=True,
        input=stdin,
        timeout=240,
    )
    if check and done.returncode:
        raise AssertionError(f"{words} ended with {done.returncode}:\n{done.stderr.decode()}\n{done.stdout.decode()}")
    return done


def started(*words: str | Path, cwd: Path) -> subprocess.Popen[bytes]:
    """`broadsheet …` as a process that goes on."""
    return subprocess.Popen(
        [sys.executable, "-m", "broadsheet", *map(str, words)],
        cwd=cwd,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
