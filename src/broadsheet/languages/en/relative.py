"""Dates that only mean something on the day they were written: "yesterday", "on Tuesday", "last month".

Requirement: a reader on another day must not be misled. Theory: from the day of writing a weekday is the nearest
one behind a past verb and the nearest one ahead behind a future verb; what lasts until a weekday ends on the coming
one. "The leaders of tomorrow" and "today's youth" name no day. Known failures: a weekday between verbs of
both kinds is given up, as are seasons, "the day before" and "three days ago".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

from broadsheet.languages.loading import table
from broadsheet.languages.modules import Relative
from broadsheet.languages.tables import Calendar
from broadsheet.text.times import day_shifted

_CALENDAR = table("en", Calendar)
WEEKDAYS = tuple(forms[0].lower() for forms in _CALENDAR.weekdays)
MONTHS = tuple(forms[0] for forms in _CALENDAR.months)

_DAYS = {"yesterday": -1, "last night": -1, "today": 0, "tonight": 0, "tomorrow": 1}
_DAY = (
    r"yesterday(?: (?:morning|afternoon|evening))?|last night|today|tonight|"
    r"tomorrow(?: (?:morning|afternoon|evening|night))?|this (?:morning|afternoon|evening)"
)
_SPAN = r"(?:this|last|next) (?:week|month|year)"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:s\b| (?:morning|afternoon|evening|night))?"
_LOST = (
    r"(?:this|last|next|past|previous|coming) (?:week|month|year|summer|winter|spring|autumn|fall|season|weekend|quarter|decade|"
    r"days|hours|weeks|months|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)|(?:the )?(?:previous|following|same|next) (?:day|night|morning|evening)|"
    r"(?:a|one|two|three|four|five|six|\d+|several|few) (?:hours?|days?|weeks?|months?) (?:ago|earlier|later|before)|"
    r"(?:a day|hours) (?:after|before|earlier|later)|(?:earlier|later) (?:in the day|that day)|overnight|at the weekend|over the weekend"
)
_EXPRESSION = re.compile(
    rf"\b(?:(?P<day>{_DAY})|(?P<span>{_SPAN})|(?P<weekday>{_WEEKDAY})|(?P<lost>{_LOST}))\b", re.IGNORECASE
)
_DATED = re.compile(
    rf",?\s+(?:the\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{'|'.join(MONTHS)})|(?:{'|'.join(MONTHS)}|[A-Z][a-z]{{2,3}}\.)\s+\d{{1,2}})\b"
)
_DATED_BEFORE = re.compile(
    rf"(?:\d{{1,2}}\s+(?:{'|'.join(MONTHS)})|(?:{'|'.join(MONTHS)})\s+\d{{1,2}}),?\s+(?:on\s+)?$"
)
_LONGEST_DATE = 80  # characters of a date with the space and the "on" behind it
_FUTURE = re.compile(
    r"\b(?:will|shall|is to|are to|due|expected|scheduled|set to|plans? to|intends? to|begins?|meets|opens|starts)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?<!\bbe )(?<!\bbeen )(?<!\bstay )(?<!\bstays )(?<!\bremain )(?<!\bremains )(?<!\bkeep )(?<!\bget )(?<!\bwill )(?:\w+ed|was|were|had|has|have|said|told|met|left|held|made|took|went|gave|began|fell|rose|won|lost|came|saw|sent|"
    r"struck|hit|shot|broke|led|wrote|spoke|found|became|put|set off|ran|kept|brought|quit|sat|stood)\b"
)
# "Until at least Thursday": what lasts so long, or must be done so soon.
_LIMIT = re.compile(
    r"\b(?P<word>until|till|by)(?:\s+(?:at (?:least|the (?:very )?(?:earliest|latest))|the (?:earliest|latest)|no (?:earlier|later) than|about|around|late|early|some ?time|the end of|"
    r"next|noon on|midnight on|(?:\S+ ){0,2}on))?,?\s+$",
    re.IGNORECASE,
)
_LIMIT_BEHIND = re.compile(r"\s+at the (?:very )?(?:earliest|latest)\b", re.IGNORECASE)
_LONGEST_LIMIT = 60
# What is still to be done, and what had come to its end already.
_OWED = re.compile(
    r"\b(?:will|shall|must|should|may|might|can|could|would|needs? to|ha(?:s|ve) (?:to|until|till)|due|expected|scheduled|plans?|to (?!the\b|a\b)[a-z]+)\b|['’]ll\b",
    re.IGNORECASE,
)
_ENDED = re.compile(r"\b(?:lasted|ran|went on|continued|stayed|waited|worked|stood|had|(?:was|were) (?:open|there))\b")
# "The leaders of tomorrow", "a better tomorrow", "today's youth": a time, and no day.
_IDEAL = re.compile(
    r"\b(?:(?<!as )of|no|(?:a|an|the|our|their|your|my|for)\s+(?:\w+ and )?(?:better|brighter|greener|safer|fairer|happier|cleaner|richer|stronger|healthier|"
    r"bright|new|golden|sustainable|peaceful|prosperous|different|uncertain|unknown))\s+$",
    re.IGNORECASE,
)
_IDEAL_BEHIND = re.compile(
    r"['’]s\s+(?:(?!vote|meeting|match|game|session|talks|debate|hearing|ruling|announcement|edition)[\w-]+\s+)?(?:youth|youngsters|young|generations?|world|society|kids|children|teen(?:ager)?s|students|pupils|adults|parents|families|"
    r"women|men|people|standards|economy|technolog(?:y|ies)|leaders|cities|citizens|consumers|customers|readers|listeners|audiences?|terms|money|workers|workforce|jobs|life|lives|"
    r"culture|age|era|farmers|artists|musicians|athletes|cars|homes|heroes|scientists|doctors|teachers|problems|challenges)\b",
    re.IGNORECASE,
)


PlacedVerb = tuple[int, str]  # where it starts; ``before`` or ``after``


def find(sentence: str) -> tuple[Relative, ...]:
    """The relative dates of a sentence, in order; those beside which a date stands are none."""
    matches = [
        match
        for match in _EXPRESSION.finditer(sentence)
        if not _is_dated(sentence, *match.span()) and not (match.group("day") and _is_ideal(sentence, match))
    ]
    verbs = _verbs(sentence) if any(match.group("weekday") for match in matches) else []
    return tuple(Relative(*match.span(), match.group(), _rule(match, verbs)) for match in matches)


def _is_ideal(sentence: str, match: re.Match[str]) -> bool:
    """Whether "today" or "tomorrow" stands for the present or the future as such."""
    if match.group().lower() not in ("today", "tomorrow"):
        return False
    if _IDEAL_BEHIND.match(sentence, match.end()):
        return True
    before = _IDEAL.search(sentence, max(0, match.start() - _LONGEST_LIMIT), match.start())
    return before is not None and not sentence.startswith(("'s", "’s"), match.end())


def _is_dated(sentence: str, start: int, end: int) -> bool:
    beside = _DATED.match(sentence, end) or _DATED_BEFORE.search(sentence, max(0, start - _LONGEST_DATE), start)
    return beside is not None


def _rule(match: re.Match[str], verbs: Sequence[PlacedVerb]) -> str:
    words = match.group().lower()
    if match.group("day"):
        known = next((name for name in _DAYS if words.startswith(name)), "today")
        return f"day{_DAYS[known]:+d}"
    if match.group("span"):
        which, unit = words.split()
        return f"{unit}{ {'this': 0, 'last': -1, 'next': 1}[which]:+d}"
    if match.group("weekday") and not words.endswith("ys"):
        direction = _limited(match) or _direction(verbs, match.start())
        return f"weekday-{direction}" if direction else ""
    return ""


def _limited(match: re.Match[str]) -> str:
    """``after`` for a weekday up to which something lasts or must be done; "" where nothing says so."""
    sentence, start = match.string, match.start()
    limit = _LIMIT.search(sentence, max(0, start - _LONGEST_LIMIT), start)
    if limit is None:
        return "after" if _LIMIT_BEHIND.match(sentence, match.end()) else ""
    before = sentence[: limit.end("word")]
    if _OWED.search(before):
        return "after"
    return "after" if limit.group("word").lower() != "by" and not _ENDED.search(before) else ""


def _verbs(sentence: str) -> list[PlacedVerb]:
    """The verbs of a sentence, in order, each with the side on which a weekday beside it lies."""
    found: list[PlacedVerb] = [(each.start(), "after") for each in _FUTURE.finditer(sentence)]
    found += [(each.start(), "before") for each in _PAST.finditer(sentence)]
    return sorted(found)


def _direction(verbs: Sequence[PlacedVerb], start: int) -> str:
    """``before`` or ``after``, by the verb that stands nearest ahead of the weekday at `start`, else behind it."""
    behind = bisect_left(verbs, (start, ""))
    if behind:
        return verbs[behind - 1][1]
    return verbs[0][1] if verbs else ""


def gloss(words: str, rule: str, written: date) -> str:
    """The date behind an expression that was written on that day, as ``3 March``; "" where it has none.

    A weekday that is the day of writing itself and lies ahead by its verb is given up.
    """
    name, sign, number = rule.partition("+") if "+" in rule else rule.rpartition("-")
    if name == "weekday":
        wanted = next((n for n, day in enumerate(WEEKDAYS) if words.lower().startswith(day)), None)
        if wanted is None:
            return ""
        if number == "before":
            behind = (written.weekday() - wanted) % 7
            # Six days back is what tomorrow's name looks like: the text was changed after its date, or means the next one.
            return _day(day_shifted(written, -behind), written) if behind < 6 else ""
        ahead = (wanted - written.weekday()) % 7
        return _day(day_shifted(written, ahead), written) if ahead else ""
    step = int(f"{sign}{number}") if number.isdecimal() else 0
    if name == "day":
        return _day(day_shifted(written, step), written)
    if name == "week":
        monday = day_shifted(written, 7 * step - written.weekday())
        return f"week of {_day(monday, written)}"
    if name == "month":
        months = written.year * 12 + written.month - 1 + step
        month = MONTHS[months % 12]
        return month if months // 12 == written.year else f"{month} {months // 12}"
    if name == "year":
        return str(written.year + step)
    return ""


def _day(day: date, written: date) -> str:
    plain = f"{day.day} {MONTHS[day.month - 1]}"
    return plain if day.year == written.year else f"{plain} {day.year}"
