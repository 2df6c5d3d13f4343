"""How a page asks its reader to pay, to subscribe or to log in before it shows the rest: in many languages.

Requirement: an offer is told from a report about offers. Theory: an offer speaks to its reader, so each of
its sentences opens with the request ("Read on with …", "Already a subscriber?", "2.95 a week."); a report
tells in whole sentences who charges what. All tables are matched at the start of a sentence, but for forms
that no report has. Known failures: a report that ends in a list of prices.

The phrases stand in the folders of the languages (`languages.tables.Offers`).
"""

from __future__ import annotations

import re

from broadsheet.languages.loading import any_of, once
from broadsheet.languages.tables import Offers

# A sentence ends at its mark, at a line's end, or where a bar or a bullet parts what stands beside it.
SENTENCE = re.compile(r"(?<=[.!?。！？।؟…])[\s\"'”»]+|\n+|\s+[|•·]\s+|(?<=[。！？])")

_SIGNS = "[€$£¥₹₽₴₺฿₫₩₪৳₦]"
_BEFORE = rf"(?:{_SIGNS}|Rs\.?|R\$|US\$|CHF|EUR|USD|GBP|SEK|NOK|DKK|Kč|zł|lei|Fr\.)"  # as signs are, in any language
_CODES = ("eur", "chf", "usd", "gbp", "sek", "nok", "dkk", "pln", "czk", "huf", "ron", "rsd", "vnd")  # ISO 4217


# A sentence that is a price and hardly more: "2.95 crowns a week.", "Only €1 for the first month".
@once
def _price() -> re.Pattern[str]:
    spaced = any_of(Offers, lambda of: of.currencies, *_CODES)
    currency = rf"(?:{_SIGNS}|{spaced}\b|{any_of(Offers, lambda of: of.currencies_unspaced)})"
    amount = rf"(?:{_BEFORE}\s?\d[\d.,’' ]*|\d[\d.,’' ]*\s?{currency})"
    lead, period = any_of(Offers, lambda of: of.price_leads, "/"), any_of(Offers, lambda of: of.price_periods)
    when = rf"(?:{lead}?\s?{period}|{any_of(Offers, lambda of: of.price_adverbs)})"
    return re.compile(rf"^[^.!?。]{{0,34}}{amount}[^.!?。\d]{{0,16}}(?:\d{{1,2}} )?{when}", re.IGNORECASE)


_LONGEST_PRICE = 90


@once
def _tables() -> dict[str, re.Pattern[str]]:
    """What is asked, and the sentences that ask it."""
    return {
        "read-on": _opening(any_of(Offers, lambda of: of.read_on)),
        "subscribe": _opening(any_of(Offers, lambda of: of.subscribe)),
        "log-in": _opening(any_of(Offers, lambda of: of.log_in)),
        "cancel": re.compile(any_of(Offers, lambda of: of.cancel), re.IGNORECASE),
    }


def _opening(entries: str) -> re.Pattern[str]:
    return re.compile(rf"^[\W_]*{entries}", re.IGNORECASE)


def asked(words: str) -> frozenset[str]:
    """What some words ask of their reader: any of read-on, subscribe, log-in, cancel, price."""
    found: set[str] = set()
    for sentence in SENTENCE.split(words[:3_000]):
        sentence = sentence.strip()
        if not sentence:
            continue
        found.update(name for name, table in _tables().items() if name not in found and table.search(sentence))
        if len(sentence) <= _LONGEST_PRICE and _price().search(sentence):
            found.add("price")
    return frozenset(found)
