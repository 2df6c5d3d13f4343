"""Which language a text is in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

_LONGEST = 4_000
_TAG = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]{2,8})*", re.IGNORECASE)


def detect(text: str, *, among: Sequence[str] = ()) -> tuple[str, float]:
    """The ISO 639-1 code and how sure (0 to 1); ("", 0.0) for a text without letters.

    `among` limits the choice to those codes; what none of them is known to the model is ignored.
    """
    sample = " ".join(text[:_LONGEST].encode("utf-8", "ignore").decode().split())
    if not any(char.isalpha() for char in sample):
        return "", 0.0
    code, sure = _identifier(tuple(sorted(set(among)))).classify(sample)
    return str(code), round(float(sure), 4)


def code_of(tag: str) -> str:
    """The bare language of a tag as pages write it: ``en-GB`` and ``en_GB`` give ``en``; else ""."""
    match = _TAG.fullmatch(tag.strip())
    return match.group(1).lower() if match else ""


@cache
def _identifier(among: tuple[str, ...]) -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    known = sorted(set(among) & set(identifier.labels))
    if known:
        identifier.set_languages(known)
    return identifier
