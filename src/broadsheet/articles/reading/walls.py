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

_ADDRESSED = re.compile(r"\b\w+n Sie\b|\b(?:vous|votre|vos)\b|ez(?:-vous)? ", 0)
_CONTACT = re.compile(r"@|\bcontact|\bcall\b|\bkontakt|\bcontacte|\bapologi[sz]e|\bsorry\b", re.IGNORECASE)
_LONGEST = 2_200
_MOSTLY = 0.6
# A choice between adverts and money, the words of its button, and a notice that a page is closed.
_LONGEST_CHOICE, _BUTTON, _LONGEST_NOTICE = 1_600, 60, 900
_QUOTED = re.compile(r"[“„\"«「『][^“”„\"«»「」『』\n]{2,600}[”“\"»」』]")


@dataclass(frozen=True, slots=True)
class _WallWords:
    """The words of all languages for one thing each, as they are matched; built once."""

    things: dict[str, re.Pattern[str]]  # what a wall of consent speaks of
    script: re.Pattern[str]
    browser: re.Pattern[str]
    robot: re.Pattern[str]
    enable: re.Pattern[str]
    site: re.Pattern[str]
    you: re.Pattern[str]
    login: re.Pattern[str]
    without_adverts: re.Pattern[
        str
    ]  # adverts or money: what is offered instead, and the words of the button that takes the adverts
    pressed: re.Pattern[str]
    region: re.Pattern[str]  # that a page is not shown where its reader is
    denied: re.Pattern[str]
    here: re.Pattern[str]


@once
def _words() -> _WallWords:
    return _WallWords(
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
        without_adverts=_any(lambda of: of.without_adverts),
        pressed=re.compile(rf"^\W*{any_of(Walls, lambda of: of.pressed)}", re.IGNORECASE),
        region=_any(lambda of: of.region),
        denied=_any(lambda of: of.denied),
        here=_any(lambda of: of.here),
    )


def _any(key: Callable[[Walls], Sequence[str]]) -> re.Pattern[str]:
    return re.compile(any_of(Walls, key), re.IGNORECASE)


def told(text: str, *, title: str = "") -> tuple[str, str] | None:
    """The reason for which a text is a wall and no article, with its first words; None for an article.

    `title` is the page's: what asks for adverts or money, or is closed to a country, often says so there.
    """
    if len(text) > _LONGEST:
        return None
    # What somebody is quoted with is not said by the site.
    bare = _QUOTED.sub(" ", text)
    sentences = [line for each in appeals.SENTENCE.split(bare) if (line := each.strip())]
    size = sum(map(len, sentences))
    judges = ((_is_consent, "cookie-wall"), (_is_script, "script-only"), (_is_robot, "blocked"), (_is_login, "login"))
    found = next((reason for judge, reason in judges if sentences and judge(sentences, size)), "")
    if not found and sentences:
        titled = [title, *sentences] if title and title not in sentences else sentences
        found = (
            "cookie-wall"
            if _is_pure(titled, size)
            else "blocked"
            if _is_closed_here(sentences, size) or _is_closed_here(titled, size)
            else ""
        )
    return (found, sentences[0][:60]) if found else None


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


def _is_pure(sentences: list[str], size: int) -> bool:
    """Whether a short text asks to take adverts or to pay: it has the words of the button, and speaks to its reader."""
    if size > _LONGEST_CHOICE or not any(len(line) <= _BUTTON and _words().pressed.match(line) for line in sentences):
        return False
    if not any(_words().without_adverts.search(line) or "subscribe" in appeals.asked(line) for line in sentences):
        return False
    asked = [bool(_words().pressed.match(line) or appeals.asked(line)) for line in sentences]
    things = _words().things
    tables = (_words().without_adverts, things["adverts"], things["choice"], things["privacy"])
    talks = [ask or any(table.search(line) for table in tables) for ask, line in zip(asked, sentences, strict=True)]
    spoken = [
        ask or bool(_words().you.search(line) or _words().site.search(line) or _ADDRESSED.search(line))
        for ask, line in zip(asked, sentences, strict=True)
    ]
    whole = sum(map(len, sentences))
    return _share(sentences, whole, talks) >= _MOSTLY and _share(sentences, whole, spoken) >= _MOSTLY


def _is_closed_here(sentences: list[str], size: int) -> bool:
    """Whether a short text says that the page is not shown in its reader's country."""
    if size > _LONGEST_NOTICE:
        return False
    region = [bool(_words().region.search(line)) for line in sentences]
    denied = [bool(_words().denied.search(line)) for line in sentences]
    here = [bool(_words().here.search(line)) for line in sentences]
    if not any(all(each) for each in zip(region, denied, here, strict=True)):
        return False
    talks = [
        sum(each) >= 2 or bool(_CONTACT.search(line))
        for *each, line in zip(region, denied, here, sentences, strict=True)
    ]
    return _share(sentences, sum(map(len, sentences)), talks) >= _MOSTLY


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
