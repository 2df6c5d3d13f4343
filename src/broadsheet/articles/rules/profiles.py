"""What recurs on many pages of one outlet: its boilerplate, learned from its own Versions.

Requirement: lines that no phrase gives away, such as an outlet's motto, its request for money or the
name of its app. Theory: what an outlet prints under many articles that have nothing else in common
is no part of any of them. Long sentences recur in reports of one affair as well ("The ferry sank in
2019, and 41 people died"): those must stand in half of the articles. Known failures: an outlet that is
read for one affair only.

A profile is a versioned input: its version is made of what it says, and a Version names it.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from broadsheet.model import Version

_FEWEST = 6
_TIMES = 4
_SHARE, _PROSE_SHARE = 0.2, 0.5
_PROSE = 100
_AFFIX = re.compile(r"\s+[|\-–—•·]\s+([^|\-–—•·]{2,40})$")
_AFFIX_SHARE = 0.6

ENOUGH = 64  # Articles of an outlet: more are not counted
SAMPLE = 40  # Articles of an outlet, its last ones, of which a profile is learned
_FIRST = 8  # Articles of an outlet before anything is learned of it
_RENEWED = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Profile:
    """The recurring boilerplate of an outlet: `lines` as keys of lines, `affixes` as what hangs on at its titles.

    Both are sorted, so that one content has one version.
    """

    outlet_id: str
    lines: tuple[str, ...] = ()
    affixes: tuple[str, ...] = ()

    @property
    def version(self) -> str:
        """A name for this very content; empty for a profile that says nothing."""
        if not self.lines and not self.affixes:
            return ""
        said = "\0".join((*self.lines, "", *self.affixes))
        return f"{self.outlet_id}/{hashlib.sha256(said.encode()).hexdigest()[:8]}"

    def holds(self, line: str) -> bool:
        """Whether a line is boilerplate of this outlet."""
        return key_of(line) in self.lines


@dataclass(frozen=True, slots=True)
class Learned:
    """A Profile and what it was learned of: so many Articles, the last of them first captured at `since`."""

    profile: Profile
    since: datetime
    pages: int


def is_due(pages: int, newest: datetime, known: Sequence[Learned]) -> bool:
    """Whether an outlet with so many Articles (counted to `ENOUGH`), the newest first captured then, is to be learned.

    At eight, whenever their number has doubled, and with new ones after seven days: boilerplate changes with
    the seasons. Times are those of Captures, so that a replay learns at the same places.
    """
    if pages < _FIRST:
        return False
    last = max(known, key=lambda each: (each.since, each.pages), default=None)
    return last is None or pages >= 2 * last.pages or newest >= last.since + _RENEWED


def holding(known: Iterable[Learned], first_seen: datetime) -> Profile | None:
    """The profile with which Captures of an Article first seen then are read: the last one learned before, or None.

    An Article keeps it at every later look, so that all its Captures are read alike and its edits are seen.
    """
    before = [each for each in known if each.since < first_seen]
    last = max(before, key=lambda each: (each.since, each.pages), default=None)
    return last.profile if last is not None and last.profile.version else None


def key_of(line: str) -> str:
    """A line as it recurs: folded, without punctuation, each number alike ("3 comments", "12 comments")."""
    return re.sub(r"\d+", "0", re.sub(r"[\W_]+", " ", line.casefold())).strip()


def learn(known: Profile, versions: Iterable[Version]) -> Profile:
    """The profile with what these Versions of its outlet show; `known` itself where they show nothing new.

    Versions are counted by Article, the last one given of each. Fewer than six teach nothing. What is
    known stays known: a Version that was read with it no longer has those lines.
    """
    newest = {version.article_id: version for version in versions if version.access != "feed-only"}
    if len(newest) < _FEWEST:
        return known
    lines, affixes = set(known.lines), set(known.affixes)
    lines.update(_recurring(newest.values()))
    titles = [match.group(1) for version in newest.values() if (match := _AFFIX.search(version.title))]
    affixes.update(tail for tail, times in Counter(titles).items() if times >= _AFFIX_SHARE * len(newest))
    found = Profile(known.outlet_id, tuple(sorted(lines)), tuple(sorted(affixes)))
    return known if found == known else found


def _recurring(versions: Iterable[Version]) -> set[str]:
    texts = {version.text_hash: version for version in versions}.values()
    times: Counter[str] = Counter()
    prose: set[str] = set()
    for version in texts:
        keys = set()
        for block in version.text.blocks:
            line = version.text.of(block)
            keys.add(key := key_of(line))
            if len(line) >= _PROSE:
                prose.add(key)
        times.update(keys)
    return {
        key
        for key, count in times.items()
        if key and count >= _TIMES and count >= (_PROSE_SHARE if key in prose else _SHARE) * len(texts)
    }
