"""Walls that are served under an article's own address: consent, adverts or payment, scripts, robots, log-in.

Requirement: the words of a wall are never an article, in any language of the tables, and a report about
consent, cookies or adverts is never taken for a wall. Theory: a wall is short, speaks of itself and its
site ("we and our partners", "this page"), and nearly each of its sentences has several of its things in
it (cookies, devices, partners, choices); a report has them too, but speaks of others, and what it quotes
does not count. Known failures: walls of a sentence that no table has; likeness over a host tells those.

The words stand in the folders of the languages (`languages.tables.Walls`), matched without regard to case.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from broadsheet.articles.body import appeals
from broadsheet.languages.loading import any_of, once
from broadsheet.languages.tables import Walls

_LONGEST = 2_200
_MOSTLY = 0.6
_QUOTED = re.compile(r"[“„\"«「『][^“”„\"«»「」『』\n]{2,600}[”“\"»」』]")


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of all languages for one thing each, as they are matched; built once."""

    things: dict[str, re.Pattern[str]]  # what a wall of consent speaks of
    script: re.Pattern[str]
    browser: re.Pattern[str]
    robot: re.Pattern[str]
    enable: re.Pattern[str]
    site: re.Pattern[str]
    you: re.Pattern[str]
    login: re.Pattern[str]


@once
def _words() -> _Words:
    return _Words(
        things={
            "cookie": _any(lambda of: of.cookie),
            "device": _any(lambda of: of.device),
            "partner": _any(lambda of: of.partner),
            "data": _any(lambda of: of.data),
            "adverts": _any(lambda of: of.adverts),
            "choice": _any(lambda of: of.choice),
            "privacy": _any(lambda of: of.privacy),
        },
        script=_any(lambda of: of.script),
        browser=_any(lambda of: of.browser),
        robot=_any(lambda of: of.robot),
        enable=_any(lambda of: of.enable),
        site=_any(lambda of: of.site),
        you=_any(lambda of: of.you),
        login=_any(lambda of: of.login),
    )


def _any(key: Callable[[Walls], Sequence[str]]) -> re.Pattern[str]:
    return re.compile(any_of(Walls, key), re.IGNORECASE)


def told(text: str) -> tuple[str, str] | None:
    """The reason for which a text is a wall and no article, with its first words; None for an article."""
    if len(text) > _LONGEST:
        return None
    # What somebody is quoted with is not said by the site.
    bare = _QUOTED.sub(" ", text)
    sentences = [line for each in appeals.SENTENCE.split(bare) if (line := each.strip())]
    size = sum(map(len, sentences))
    judges = ((_is_consent, "cookie-wall"), (_is_script, "script-only"), (_is_robot, "blocked"), (_is_login, "login"))
    return next(((reason, sentences[0][:60]) for judge, reason in judges if sentences and judge(sentences, size)), None)


def _share(sentences: list[str], size: int, talks: list[bool]) -> float:
    return sum(len(line) for line, each in zip(sentences, talks, strict=True) if each) / max(1, size)


def _is_consent(sentences: list[str], size: int) -> bool:
    """Whether nearly all sentences are about what a site stores and shows, and the site says so of itself."""
    whole = "\n".join(sentences)
    if not any(table.search(whole) for table in map(_words().things.__getitem__, ("cookie", "device", "adverts"))):
        return False
    found = [frozenset(name for name, table in _words().things.items() if table.search(line)) for line in sentences]
    selves = [bool(_words().site.search(line)) for line in sentences]
    spoken = [own or bool(_words().you.search(line)) for own, line in zip(selves, sentences, strict=True)]
    asked = [bool(appeals.asked(line)) for line in sentences]
    if not any(selves):
        return False
    things = frozenset[str]().union(*found)
    if not things & {"cookie", "device", "adverts"} or len(things) < _things_of(size):
        return False
    talks = [len(each) >= 2 or (bool(each) and to) or ask for each, to, ask in zip(found, spoken, asked, strict=True)]
    return _share(sentences, size, talks) >= _MOSTLY and any(
        own and each for own, each in zip(selves, found, strict=True)
    )


def _things_of(size: int) -> int:
    """Of how many things a text of this size must speak."""
    return 2 if size < 250 else 3 if size < 900 else 5


def _is_script(sentences: list[str], size: int) -> bool:
    """Whether a short text asks to switch scripts on, or what stops adverts off."""
    if size > 700:
        return False
    talks = [
        bool(_words().script.search(line)) or bool(_words().browser.search(line) and _words().enable.search(line))
        for line in sentences
    ]
    whole = " ".join(sentences)
    if not (_words().script.search(whole) and _words().enable.search(whole)):
        return False
    return _speaks(whole) and _share(sentences, size, talks) >= 0.4


def _is_robot(sentences: list[str], size: int) -> bool:
    """Whether a short text checks who reads it."""
    if size > 700:
        return False
    talks = [bool(_words().robot.search(line)) for line in sentences]
    return _speaks(" ".join(sentences)) and _share(sentences, size, talks) >= 0.4


def _speaks(words: str) -> bool:
    """Whether a site speaks of itself or to its reader."""
    return bool(_words().site.search(words) or _words().you.search(words))


def _is_login(sentences: list[str], size: int) -> bool:
    """Whether a short text is no more than a form to log in."""
    if size > 500:
        return False
    found = [len({match.group().casefold() for match in _words().login.finditer(line)}) for line in sentences]
    return (
        sum(found) >= 3
        and _share(sentences, size, [each > 0 for each in found]) >= 0.7
        and any("log-in" in appeals.asked(line) for line in sentences)
    )
