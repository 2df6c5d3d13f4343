"""Makes the golden edition and the golden archive of a release, which every later release verifies and replays:

    python -m tools.golden 0.2.0

They are the first day of the sample outlets: its edition as it was printed, and the archive that it was made from. Made
once, when a release is ready; a later release never makes those of an earlier one again.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from pathlib import Path

from broadsheet.archive import Archive, Torn, journal
from broadsheet.demo import catalogue, running
from broadsheet.demo.server import SampleServer
from broadsheet.formats.v1.journal import RoundBegun

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "golden"


def make(release: str, into: Path) -> None:
    """The folder of a release in `into`, made anew."""
    target = into / release
    with tempfile.TemporaryDirectory() as temporary, SampleServer() as server:
        paper = Path(temporary) / "paper"
        first = running.make(paper, server, workers=1)[0]
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(first.folder, target / "edition")
        (target / "archive").mkdir()
        # The archive has a file a day; the first has all that the first edition was made of.
        file = min((paper / "archive").glob("*.warc.gz"))
        shutil.copyfile(file, target / "archive" / file.name)
    entries = list(journal.entries(Archive(target / "archive", now=lambda: catalogue.CLOCK)))
    rounds = [entry.round.id for entry in entries if isinstance(entry, RoundBegun)]
    assert not any(isinstance(entry, Torn) for entry in entries)
    said = {
        "release": release,
        "made_by": f"python -m tools.golden {release}",
        "hash": first.hash,
        "folder": first.folder.name,
        "rounds": len(set(rounds)),
        "differs": {},
    }
    (target / "golden.json").write_text(json.dumps(said, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    make(sys.argv[1], FOLDER)
