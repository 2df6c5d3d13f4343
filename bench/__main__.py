"""Every benchmark, one after the other: `make bench`, or `python -m bench --data DIR [NAME ...]`.

Each prints its figures beside a named peer in the same run. Speeds are ratios: the machine's own speed drops out.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

BENCHES = ("extraction", "feeds", "copies", "stories", "statements", "digest", "fetching", "pipeline", "web", "linear")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="the folder of real data")
    parser.add_argument("names", nargs="*", help=f"of {', '.join(BENCHES)}; none: all")
    asked = parser.parse_args()
    unknown = set(asked.names) - set(BENCHES)
    if unknown:
        parser.error(f"no benchmark is called {sorted(unknown)[0]}")
    if not asked.data.is_dir():
        parser.error(f"there is no data at {asked.data}; name its folder with --data")
    failed = 0
    for name in asked.names or BENCHES:
        print(f"\n== {name}", flush=True)
        failed += (
            subprocess.run([sys.executable, "-m", f"bench.{name}", "--data", asked.data.resolve()]).returncode != 0
        )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
