"""A medium that cannot be written to is read none the less; a disk without room is named, with what to do."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from broadsheet.store import open_ledger

# Reads a ledger as one who may not write beside it: root may everywhere, so that it becomes somebody else first.
READ = """
import os, sys
from pathlib import Path
from broadsheet.errors import LedgerError
from broadsheet.store import open_ledger
folder, other = Path(sys.argv[1]), Path(sys.argv[2])
open_ledger(other / "ledger.sqlite", write=True).close()
open_ledger(other / "ledger.sqlite", write=False).close()
for path in folder.iterdir():
    path.chmod(0o444)
folder.chmod(0o555)
if os.geteuid() == 0:
    os.setuid(65534)
try:
    ledger = open_ledger(folder / "ledger.sqlite", write=False)
    print(ledger.totals()["rounds"], ledger.check())
except LedgerError as error:
    print(error)
print(sorted(path.name for path in folder.iterdir()))
"""
WRITE = """
import sys
from pathlib import Path
from broadsheet.errors import LedgerError
from broadsheet.store import open_ledger
try:
    open_ledger(Path(sys.argv[1]), write=True)
except LedgerError as error:
    print(error)
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder into which everybody may look."""
    made = Path(tempfile.mkdtemp())
    made.chmod(0o755)
    yield made
    made.chmod(0o755)
    shutil.rmtree(made)


def read(folder: Path, other: Path) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", READ, str(folder), str(other)], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_a_ledger_where_nothing_can_be_written_is_read(folder: Path, tmp_path: Path) -> None:
    open_ledger(folder / "ledger.sqlite", write=True).close()
    said, left = read(folder, tmp_path)
    assert said == "0 ()"
    assert left == "['ledger.sqlite', 'ledger.sqlite.lock']"


def test_a_log_that_would_have_to_be_read_is_not_passed_over(folder: Path, tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "ledger.sqlite", write=True)
    for name in ("ledger.sqlite", "ledger.sqlite-wal"):
        shutil.copyfile(tmp_path / name, folder / name)
    ledger.close()
    said, _ = read(folder, tmp_path)
    assert "cannot be opened" in said
    assert "ledger.sqlite-wal holds what was written last: copy the paper" in said


@pytest.mark.parametrize(
    ("limit", "named"), [(10, "ledger.sqlite.lock cannot be written"), (2000, "ledger.sqlite cannot be")]
)
def test_where_there_is_no_room_it_says_so(tmp_path: Path, limit: int, named: str) -> None:
    def bounded() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    done = subprocess.run(
        [sys.executable, "-c", WRITE, str(tmp_path / "ledger.sqlite")],
        capture_output=True, text=True, timeout=60, preexec_fn=bounded, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert named in done.stdout
    assert "ree some space" in done.stdout
