"""What happened, in 70 words: ROUGE against editors' neutral summaries, beside the openings of the articles themselves.

python -m bench.digest --data DIR
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

from bench.pipes import Record, piped, records, scored

BUDGET = 70


def opening(record: Record) -> str:
    """The centre's opening where the side is known, else the first article's."""
    centre = next((each for each in record["articles"] if each.get("side") == "center"), record["articles"][0])
    return str(centre["text"])


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data
    gold = data / "roundups_dev.jsonl.gz"
    stories = records(gold)
    asked = [{"id": each["id"], "budget_words": BUDGET, "articles": each["articles"]} for each in stories]
    plain = "".join(json.dumps({"id": each["id"], "summary": opening(each)}) + "\n" for each in stories)
    with tempfile.TemporaryDirectory() as folder:
        written, seconds = piped("digest", asked)
        ours = scored(data, "rouge", gold, written, Path(folder))
        peer = scored(data, "rouge", gold, plain, Path(folder))
    print(f"{'':<10}{'broadsheet':>12}{'opening':>10}")
    for name, key in (("ROUGE-1", "rouge1_f"), ("ROUGE-2", "rouge2_f"), ("ROUGE-L", "rougeL_f")):
        print(f"{name:<10}{ours[key]:>12.3f}{peer[key]:>10.3f}")
    print(f"{len(stories)} stories in {seconds:.1f} s")


if __name__ == "__main__":
    main()
