"""Syndicated copies: pairs told apart, beside plain word 5-gram containment in the same run.

python -m bench.copies --data DIR
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from pathlib import Path

from bench.pipes import Record, piped, records, scored

CONTAINED = 0.5  # the best of .3 to .7 on these pairs


def containment(docs: list[Record]) -> str:
    """Groups by word 5-gram containment, closed transitively: the plain way."""
    grams = {each["id"]: _grams(each["text"]) for each in docs}
    home = {each["id"]: each["id"] for each in docs}

    def root(id: str) -> str:
        while home[id] != id:
            id = home[id]
        return id

    ids = list(grams)
    for at, one in enumerate(ids):
        for two in ids[at + 1 :]:
            shorter = min(len(grams[one]), len(grams[two]))
            if shorter and len(grams[one] & grams[two]) >= CONTAINED * shorter:
                home[root(two)] = root(one)
    return "".join(json.dumps({"id": id, "report": root(id)}) + "\n" for id in ids)


def _grams(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[at : at + 5]) for at in range(len(words) - 4)}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data
    docs = records(data / "copies" / "docs.jsonl.gz")
    with tempfile.TemporaryDirectory() as folder:
        written, seconds = piped("copies", docs)
        ours = scored(data, "copies", data / "copies" / "pairs.jsonl", written, Path(folder))
        plain = scored(data, "copies", data / "copies" / "pairs.jsonl", containment(docs), Path(folder))
    print(f"{'':<12}{'broadsheet':>12}{'containment':>14}")
    for key in ("precision", "recall", "f1"):
        print(f"{key:<12}{ours[key]:>12.3f}{plain[key]:>14.3f}")
    print(f"{len(docs)} articles in {seconds:.1f} s")


if __name__ == "__main__":
    main()
