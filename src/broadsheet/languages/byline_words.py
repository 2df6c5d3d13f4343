"""The words of all languages by which bylines are read, as they are matched; built once."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from broadsheet.languages.loading import all_of, any_of, codes, once, table
from broadsheet.languages.tables import Bylines

# Chinese characters; Japanese and Korean syllables stand beside them.
_CJK = r"\u3400-\u9fff"
_WORD = r"[^\W\d][^\s\d:：,;|/()（）]*"


@dataclass(frozen=True, slots=True)
class NameWords:
    """What tells a name from a job, a desk, an outlet."""

    jobs: frozenset[str]  # a part that holds one of these is a job, a desk, an outlet, or talk, and no person
    desks: frozenset[str]  # a desk and not a job: no person stands beside it
    given: frozenset[str]
    not_given: frozenset[str]
    family: frozenset[str]  # words of jobs and outlets that are family names as well: behind a given name they are one
    outlets: frozenset[str]
    outlet_family: frozenset[str]
    particles: frozenset[str]
    origins: frozenset[str]
    origin_lead: re.Pattern[str]
    job_ending: re.Pattern[str]
    honorific: re.Pattern[str]
    place_tail: re.Pattern[str]  # "Jane Roe in Berlin", "Jane Roe for The Mill", "(Berlin)"
    no_name: re.Pattern[str]
    title_before: re.Pattern[str]  # Chinese, Japanese and Korean titles, set before or behind a name without a space
    title_behind: re.Pattern[str]
    placed: re.Pattern[str]  # "陳海生台北報導": a name of two or three, and a place


@dataclass(frozen=True, slots=True)
class LineWords:
    """What parts a line into names."""

    lead: re.Pattern[str]  # what stands before a name; a noun counts only with the word that leads to the name
    ambiguous: tuple[str, ...]  # leads that are given names as well, each with a space behind
    homes: dict[str, frozenset[str]]  # those, and the languages in which they lead to a name
    others: re.Pattern[str]  # labels that name others than the author; every other label is taken to name the author
    pictures: re.Pattern[str]  # a label of its own, before the photographer
    label: re.Pattern[str]  # before a colon
    role: re.Pattern[str]  # set before a name by a bar or a space alone
    lead_with_dash: re.Pattern[str]
    split: re.Pattern[str]  # marks and words between two names
    loud: re.Pattern[str]
    split_capitals: re.Pattern[str]
    compound: re.Pattern[str]
    list_end: re.Pattern[str]
    row: re.Pattern[str]  # names that spaces part, before one job
    beside: re.Pattern[str]  # addresses and handles beside a name, and the date behind it
    places: frozenset[str]
    joined: frozenset[str]  # names that begin with the letter that is also "and" in Arabic and Hebrew


@once
def name_words() -> NameWords:
    """The words of all languages that tell a name."""
    close = _any(lambda of: of.titles_close_before)
    filed = _any(lambda of: of.filed_behind)
    behind = any_of(Bylines, lambda of: of.titles_behind, r"[】〕\]）)」]")
    return NameWords(
        jobs=_set(lambda of: of.jobs),
        desks=_set(lambda of: of.desks),
        given=_set(lambda of: of.given_names),
        not_given=_set(lambda of: of.no_given_names),
        family=_set(lambda of: of.family_names),
        outlets=_set(lambda of: of.outlet_words),
        outlet_family=_set(lambda of: of.outlet_family_names),
        particles=_set(lambda of: of.particles),
        origins=_set(lambda of: of.origin_words),
        origin_lead=re.compile(rf"^{_any(lambda of: of.origin_leads)} "),
        job_ending=re.compile(rf"\w{_any(lambda of: of.job_endings)}$"),
        honorific=re.compile(rf"^{_any(lambda of: of.honorifics)}\.?\s+(?=\w)", re.IGNORECASE),
        place_tail=re.compile(
            rf"\s+{_any(lambda of: of.agency_words)}\s+Ag[eê]nc(?:ia|e|y)\b.*$|\s*[(\[（【][^)\]）】]*[)\]）】]|"
            rf"\s+{_any(lambda of: of.place_words)}\s+\w.*$"
        ),
        no_name=re.compile(_any(lambda of: of.no_names)),
        title_before=re.compile(
            rf"^(?:[【〔［\[(（「]\s*)?{_any(lambda of: of.titles_before)}\s*[=＝:：/／・\s]\s*|"
            rf"^(?:[【〔［\[(（]\s*)?{close}(?=[{_CJK}]{{2,}})|"
            rf"^[\u3040-\u30ff{_CJK}\uac00-\ud7af]{{2,8}}[=＝](?=[{_CJK}\uac00-\ud7af])|^\[[^\]]{{1,20}}[=＝][^\]]{{1,20}}\]\s*"
        ),
        title_behind=re.compile(rf"\s*{behind}.*$"),
        placed=re.compile(rf"^([{_CJK}]{{2,3}})[{_CJK}]{{2,3}}(?:\d{{1,2}}日[電电]|{filed})$|^([{_CJK}]{{3}}){filed}$"),
    )


@once
def line_words() -> LineWords:
    """The words of all languages that part a line."""
    works, leads, alone = _any(lambda of: of.works), _any(lambda of: of.leads), _any(lambda of: of.alone)
    homes: dict[str, frozenset[str]] = {}
    for code in codes():
        for word in table(code, Bylines).leads_too:
            homes[word] = homes.get(word, frozenset()) | {code}
    within, on = _any(lambda of: of.name_joiners), _any(lambda of: of.list_joiners)
    return LineWords(
        lead=re.compile(
            rf"^(?:(?:{_any(lambda of: of.lead_adjectives)}\s+)?{works}\s*:?\s*{leads}(?=[\s:])|{leads}(?=[\s:])|{alone}(?=\s)|"
            r"by\s*(?=:))\s*:?\s*",
            re.IGNORECASE,
        ),
        ambiguous=tuple(f"{word} " for word in sorted(homes) if word != "vom"),
        homes=homes,
        others=re.compile(_any(lambda of: of.others), re.IGNORECASE),
        pictures=re.compile(_any(lambda of: of.pictures), re.IGNORECASE),
        label=re.compile(
            rf"(?:^|(?<=[|;,•·(（\[【〔])|(?<=[|;,•·]\s))({_WORD}(?: {_WORD}){{0,2}})\s*[:：＝]\s*|(?<=\s)({_WORD})\s*[:：]\s*|"
            rf"^({_any(lambda of: of.titles_slashed)})\s*[/／]\s*"
        ),
        role=re.compile(rf"(?<!\w)({_any(lambda of: of.roles_before)})(?:\s*[|｜丨]\s*|(?<![文图])\s+)(?=[{_CJK}])"),
        lead_with_dash=re.compile(rf"^({_any(lambda of: of.leads_with_dash)})\s*[-–]\s*"),
        split=re.compile(rf"\s*[;|/／、•·・\n]\s*|\s+(?:{_any(lambda of: of.joiners)}|&amp;|&|\+)\s+|\s*[&＆]\s*"),
        loud=re.compile(rf"\s+{_any(lambda of: of.loud_joiners)}\s+"),
        split_capitals=re.compile(rf"\s+{_any(lambda of: of.capital_joiners)}\s+"),
        compound=re.compile(rf"(?<=[^\W\d_]) ({within}) (?=[^\W\d_]+\s*(?:$|[,;|/&]|\s{on}\s))"),
        list_end=re.compile(rf"[,;|/&]|\s{on}\s"),
        row=re.compile(rf"((?:[가-힣]{{3}} )+[가-힣]{{3}}) {_any(lambda of: of.reporters_behind)}"),
        beside=re.compile(
            rf"\S+@\S+|\s+{_any(lambda of: of.more_verbs)}\s+{_any(lambda of: of.more_of)}\b.*$|(?<!\S)@\w+|https?:\S+|"
            r"\s+(?:\d{1,2}\.?\s+[^\W\d]+\.?\s+\d{4}|[^\W\d]+\.?\s+\d{1,2},?\s+\d{4}|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}).*$"
        ),
        places=frozenset(place.casefold() for place in all_of(Bylines, lambda of: of.places)),
        joined=_set(lambda of: of.joined_names),
    )


def _any(entries: Callable[[Bylines], Sequence[str]]) -> str:
    return any_of(Bylines, entries)


def _set(entries: Callable[[Bylines], Sequence[str]]) -> frozenset[str]:
    return frozenset(all_of(Bylines, entries))
