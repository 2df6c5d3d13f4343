"""Where a report was filed, as it stands before its first sentence: "ALDERPORT, March 3 (Reuters) – …".

Two questions, two patterns, side by side so that they do not drift apart: what is printed of a sentence, and what a sentence is
weighed by. Known failures: a place in small letters without an agency.
"""

from __future__ import annotations

import re

# What stands before a sentence that is printed.
OPENING = re.compile(
    r"^(?:[A-ZÀ-Þ][A-ZÀ-Þ.’' \-]{2,}(?:,\s[^()–—\n]{2,40})?(?:\s?\([^()\n]{2,40}\))?\s*[–—:]\s+|[A-ZÀ-Þ][A-ZÀ-Þ’' \-]{2,30}\.\s+(?=[A-Z])|"
    r"[A-ZÀ-Þ][\w’' .\-]{1,30}(?:,\s[\w. ]{2,20}){0,2}\s?\([^()\n]{2,30}\)\s*[–—\-]+\s+|[A-ZÀ-Þ][A-ZÀ-Þ.’' \-]{2,}(?:,\s[A-Z][\w. ]{1,20})?\s?\([^()\n]{2,30}\)\s*[–—\-]+\s+|"
    r"[A-Z][A-Z.’' \-]{2,}(?:,\s[A-Z][\w.]{1,12})?\s-{1,2}\s+|"
    r"[A-Z][\w.’'\-]+(?:[ ,]{1,2}[A-Z][\w.’'\-]+){0,3} \((?:AFP|AP|CNN|CNN Business|Reuters|UPI|BBC|ANI|PTI|dpa)\)\s+)"
)
# The same where sentences are weighed for a digest: fitted on texts without the rarer forms.
LEADING = re.compile(
    r"(?:[A-ZÀ-Þ][A-ZÀ-Þ.,’' -]{2,}(?: ?, [A-Z][\w. ]{1,20})?(?: ?\([^()\n]{2,30}\))?|\([^()\n]{2,30}\)) ?[—–-]{1,2} |"
    r"[A-ZÀ-Þ][\w., ]{2,30} ?\((?:AFP|AP|CNN|Reuters|UPI)\) (?:[—–-]{1,2} )?"
)


def behind(text: str, start: int, end: int) -> int:
    """Where a sentence that is printed begins behind its dateline; `start` where it has none."""
    match = OPENING.match(text[start:end])
    return start + match.end() if match else start


def behind_leading(text: str, start: int, end: int) -> int:
    """The same of a sentence that is weighed for a digest."""
    match = LEADING.match(text, start, end)
    return match.end() if match and match.end() < end else start
