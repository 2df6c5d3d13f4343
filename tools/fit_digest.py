"""Fits the weights of `broadsheet.editions.select.digest` and prints them: python -m tools.fit_digest --data DIR [--folds 5]

Reads `roundups_train.jsonl.gz` of DIR (three openings and the editors' neutral summary a record) and the scoring
program beside DIR. First two logistic regressions: is a word, is a pair of words of the openings in the summary? Then
what makes a choice of sentences good: the weights under which a choice taken with the odds exp(worth) has the highest
mean of ROUGE-1, -2 and -L, the first counted twice. `--folds` shows what that gives on records that were left out.
"""

from __future__ import annotations

import argparse
import importlib.util
import itertools
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from bench.pipes import Record, records
from numpy.typing import NDArray

from broadsheet.editions.select import digest
from broadsheet.editions.select.candidates import DigestCandidate, DigestText, lists

BUDGET = 70
MEASURES = np.array([1.5, 0.75, 0.75])  # ROUGE-1, -2, -L
Array = NDArray[np.float64]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=0)
    asked = parser.parse_args()
    rouge = _rouge(asked.data.parent / "score" / "rouge.py")
    train = records(asked.data / "roundups_train.jsonl.gz")
    considered = [digest.consider(_sources(record)) for record in train]
    _fit_terms(train, [statistics for _, statistics in considered], rouge)
    given = [_choices(record, *each, rouge) for record, each in zip(train, considered, strict=True)]
    names = list(given[0][2])
    rows = [(features, figures) for features, figures, _ in given if len(figures)]
    for fold in range(asked.folds):
        weights = _fit_choice([row for number, row in enumerate(rows) if number % asked.folds != fold])
        left_out = [row for number, row in enumerate(rows) if number % asked.folds == fold]
        print(
            fold, np.mean([figures[np.argmax(features @ weights)] for features, figures in left_out], axis=0).round(4)
        )
    _show("_CHOICE", dict(zip(names, _fit_choice(rows), strict=True)))


def _rouge(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("rouge", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"no scoring program at {path}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _sources(record: Record) -> list[DigestText]:
    return [DigestText(each["title"] or "", each["text"] or "", "") for each in record["articles"]]


def _fit_terms(train: list[Record], all_statistics: list[digest.WordStatistics], rouge: ModuleType) -> None:
    """Sets the weights of words, then of pairs, whose features need those of words."""
    words: list[tuple[dict[str, float], bool]] = []
    stops: list[bool] = []
    golds = [rouge.tokens(record["neutral_summary"]) for record in train]
    for statistics, gold in zip(all_statistics, golds, strict=True):
        for term in sorted(term for term in statistics._in if isinstance(term, str)):
            if term in lists().stop:
                stops.append(term in gold)
            else:
                words.append((statistics.word_features(term), term in gold))
    digest._WORDS = _logistic(words)
    digest._STOP_LIKELY = round(sum(stops) / len(stops), 2)
    pairs = []
    for statistics, gold in zip(all_statistics, golds, strict=True):
        statistics._likely.clear()
        told = set(itertools.pairwise(gold))
        pairs += [(statistics.pair_features(term), term in told) for term in statistics._in if isinstance(term, tuple)]
    digest._PAIRS = _logistic(pairs)
    for statistics in all_statistics:
        statistics._likely.clear()
    _show("_WORDS", digest._WORDS)
    _show("_PAIRS", digest._PAIRS)
    print(f"_STOP_LIKELY = {digest._STOP_LIKELY}")


def _logistic(rows: list[tuple[dict[str, float], bool]]) -> dict[str, float]:
    names = [name for name in rows[0][0] if name != "far"]
    given = np.array([[features[name] for name in names] for features, _ in rows])
    told = np.array([each for _, each in rows], dtype=float)
    weights = np.zeros(len(names))
    for _ in range(12):
        chance = 1 / (1 + np.exp(-given @ weights))
        slope = given.T @ (told - chance) - weights
        bend = (given * (chance * (1 - chance))[:, None]).T @ given + np.eye(len(names))
        weights += np.linalg.solve(bend, slope)
    return {name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True)}


def _choices(
    record: Record, candidates: list[DigestCandidate], statistics: digest.WordStatistics, rouge: ModuleType
) -> tuple[Array, Array, dict[str, float]]:
    """Features and figures of every choice that fits."""
    sentences = [each for each in map(digest.JudgedCandidate, candidates) if each.content]
    sentences.sort(key=lambda each: (each.candidate.position, each.candidate.line.article, each.candidate.line.start))
    features: list[dict[str, float]] = []
    figures: list[list[float]] = []
    for count in (1, 2, 3, 4):
        for chosen in itertools.combinations(sentences, count):
            if sum(each.size for each in chosen) <= BUDGET:
                features.append(digest.choice_features(chosen, statistics, BUDGET))
                told = " ".join(each.candidate.text for each in chosen)
                found = rouge.score_one(record["neutral_summary"], told)
                figures.append([found[name][2] for name in "12L"])
    first: dict[str, Any] = features[0] if features else {}
    return np.array([list(each.values()) for each in features]), np.array(figures), first


def _fit_choice(rows: list[tuple[Array, Array]]) -> Array:
    features = np.concatenate([each for each, _ in rows])
    worth = np.concatenate([figures @ MEASURES for _, figures in rows])
    starts = np.cumsum([0] + [len(figures) for _, figures in rows])[:-1]
    of = np.repeat(np.arange(len(rows)), [len(figures) for _, figures in rows])
    scale = features.std(axis=0) + 1e-9
    features = features / scale
    weights, slope, square = (np.zeros(features.shape[1]) for _ in range(3))
    for step in range(1, 301):
        odds = np.exp(features @ weights - np.maximum.reduceat(features @ weights, starts)[of])
        share = odds / np.add.reduceat(odds, starts)[of]
        mean = np.add.reduceat(share * worth, starts)
        gradient = features.T @ (share * (worth - mean[of])) / len(starts) - 1e-3 * weights
        slope = 0.9 * slope + 0.1 * gradient
        square = 0.99 * square + 0.01 * gradient**2
        weights += 0.05 * slope / (1 - 0.9**step) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    fitted: Array = weights / scale
    return fitted


def _show(name: str, weights: dict[str, float]) -> None:
    print(f"{name} = {{{', '.join(f'{key!r}: {value:.2f}' for key, value in weights.items())}}}".replace("'", '"'))


if __name__ == "__main__":
    main()
