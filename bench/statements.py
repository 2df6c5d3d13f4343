"""Who said what, on articles annotated by hand, beside plain patterns in the same run.

    python -m bench.statements --data DIR [--set dev|other] [--json]

The figures are made by `score/attribution.py` and `score/speakers.py` beside the data folder. `direct_not_wrong` is the
share of quotations that are not laid to somebody else; `speakers` are names given to sources, right ones of those given
and of those to find. Speed is sentences a second of processor time in one process, the better of `--rounds` runs.
"""

from __future__ import annotations

import argparse
import importlib
import json
import re
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

from broadsheet import statements
from broadsheet.languages.en.sentences import split

SETS = {"dev": "attribution_dev.jsonl.gz", "other": "attribution_other_dev.jsonl.gz"}
Documents = dict[str, dict[str, Any]]


def scorer(data: Path, name: str) -> ModuleType:
    """One of the scoring programs that lie beside the data; they import one another."""
    folder = str(data.resolve().parent / "score")
    if folder not in sys.path:
        sys.path.insert(0, folder)
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError:
        raise SystemExit(f"no {name}.py in {folder}") from None


def documents(data: Path, name: str) -> Documents:
    found: Documents = scorer(data, "attribution").read(str(data / SETS[name]))
    return found


def ours(text: str) -> list[dict[str, Any]]:
    return [
        {
            "content": [list(piece.offsets) for piece in each.content],
            "cue": [list(piece.offsets) for piece in each.cue],
            "source": [list(piece.offsets) for piece in each.source],
            "speaker": each.speaker or None,
        }
        for each in statements.find_in(text)
    ]


_WHO = r"(?P<source{0}>(?:[A-Z][\w.’'-]+ ?){{1,4}}|[Hh]e|[Ss]he|[Tt]hey|the \w+)"
_SAID = r"(?P<cue{0}>said|says|told|wrote|added|asked)"
_QUOTED = re.compile(
    r"(?P<content1>[“\"][^“”\"\n]+[”\"]),? (?:"
    + _WHO.format(1) + " ?" + _SAID.format(1) + "|" + _SAID.format(2) + " " + _WHO.format(2)
    + r")\b|" + _WHO.format(3) + " ?" + _SAID.format(3)
    + r"(?::| that|,)? (?P<content3>[“\"][^“”\"\n]+[”\"]|[^“”\"\n.]+)"
)  # fmt: skip


def patterns(text: str) -> list[dict[str, Any]]:
    """What two patterns find: a quotation with a name and "said" beside it, and "said" with what follows."""
    found = []
    for match in _QUOTED.finditer(text):
        number = next(each for each in "123" if match.group(f"cue{each}"))
        source = match.span(f"source{number}")
        words = match.group(f"source{number}").strip()
        found.append(
            {
                "content": [list(match.span("content3" if number == "3" else "content1"))],
                "cue": [list(match.span(f"cue{number}"))],
                "source": [list(source)],
                "speaker": words if words[0].isupper() else None,
            }
        )
    return found


FINDERS: dict[str, Callable[[str], list[dict[str, Any]]]] = {"broadsheet": ours, "patterns": patterns}


def figures(data: Path, name: str, found: Documents) -> dict[str, float]:
    """The figures of one finder on one set, by the keys of `floors.json`."""
    gold = documents(data, name)
    result, _ = scorer(data, "attribution").score(gold, found)
    kept = {
        "relation_soft": result["attribution"]["soft"]["f1"],
        "relation_soft_precision": result["attribution"]["soft"]["p"],
        "detection": result["attribution"]["detection"]["f1"],
        "direct_right": result["direct"]["right"],
        "direct_not_wrong": 1 - result["direct"]["wrong"],
    }
    if name == "other":
        who, _ = scorer(data, "speakers").score(gold, found)
        kept |= {"speakers_precision": who["precision"], "speakers_recall": who["recall"]}
    return {f"statements.{name}.{key}": value for key, value in kept.items()}


def run(data: Path, names: Iterable[str], rounds: int) -> dict[str, dict[str, float]]:
    result: dict[str, dict[str, float]] = {finder: {} for finder in FINDERS}
    for name in names:
        gold = documents(data, name)
        sentences = sum(len(split(document["text"])) for document in gold.values())
        for finder, find in FINDERS.items():
            spent = []
            found: Documents = {}
            for _ in range(rounds):
                start = time.process_time()
                found = {key: {"id": key, "statements": find(document["text"])} for key, document in gold.items()}
                spent.append(time.process_time() - start)
            result[finder] |= figures(data, name, found)
            result[finder][f"speed.{name}"] = sentences / min(spent)
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
    result = run(args.data, args.set or list(SETS), args.rounds)
    if args.json:
        print(json.dumps(result, indent=2))
        return
    print(f"{'':<44}{'broadsheet':>12}{'patterns':>12}")
    for key, value in result["broadsheet"].items():
        other = result["patterns"][key]
        if key.startswith("speed."):
            print(f"{key + ' (sentences/s)':<44}{value:>12,.0f}{other:>12,.0f}")
        else:
            print(f"{key:<44}{value:>12.3f}{other:>12.3f}")


if __name__ == "__main__":
    main()
