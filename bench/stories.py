"""Story clustering: B-cubed on two public sets, beside plain one-pass TF-IDF centroids in the same run.

python -m bench.stories --data DIR
"""

from __future__ import annotations

import argparse
import json
import math
import re
import tempfile
from collections import Counter
from pathlib import Path

from bench.pipes import Record, piped, records, scored

SETS = ("stories_g5w1h", "stories_ecbplus")
LIKE = 0.2  # cosine at which an article joins a centroid: the best over both sets


def one_pass(docs: list[Record]) -> str:
    """The plain way: each article joins the nearest TF-IDF centroid, or opens a cluster."""
    terms = [Counter(re.findall(r"[^\W_]{3,}", f"{each['title']} {each['text']}".lower())) for each in docs]
    spread = Counter(term for counted in terms for term in counted)
    clusters: list[dict[str, float]] = []
    rows = []
    for each, counted in zip(docs, terms, strict=True):
        vector = {
            term: (1 + math.log(count)) * math.log(1 + len(docs) / spread[term]) for term, count in counted.items()
        }
        likeness = [_cosine(vector, cluster) for cluster in clusters]
        best = max(range(len(clusters)), key=likeness.__getitem__, default=-1)
        if best < 0 or likeness[best] < LIKE:
            best = len(clusters)
            clusters.append({})
        for term, weight in vector.items():
            clusters[best][term] = clusters[best].get(term, 0.0) + weight
        rows.append(json.dumps({"id": each["id"], "story": str(best)}) + "\n")
    return "".join(rows)


def _cosine(one: dict[str, float], two: dict[str, float]) -> float:
    dot = sum(weight * two.get(term, 0.0) for term, weight in one.items())
    return dot / (math.hypot(*one.values()) * math.hypot(*two.values())) if one and two else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data
    print(f"{'':<20}{'broadsheet':>12}{'TF-IDF':>10}")
    with tempfile.TemporaryDirectory() as folder:
        for name in SETS:
            gold = data / f"{name}.jsonl.gz"
            docs = sorted(records(gold), key=lambda each: (each.get("published") or "", each["id"]))
            written, seconds = piped("stories", docs)
            ours = scored(data, "bcubed", gold, written, Path(folder))
            plain = scored(data, "bcubed", gold, one_pass(docs), Path(folder))
            print(
                f"{name + ' B3 F1':<22}{ours['b3_f1']:>10.3f}{plain['b3_f1']:>10.3f}   {len(docs)} articles, {seconds:.1f} s"
            )


if __name__ == "__main__":
    main()
