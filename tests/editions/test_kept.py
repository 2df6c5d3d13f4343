"""What a recipe asks for is kept: its filters, its minutes; and what an edition says about itself is true."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet import editions
from broadsheet.editions.recipe_files import read
from broadsheet.editions.write import computed
from broadsheet.editions.write.lines import words_of
from broadsheet.model import Edition, QuotedLine, Version
from tests.editions.material import (
    DAY,
    FERRY,
    FERRY_MAIL,
    FERRY_POST,
    FERRY_STORY,
    MAIL,
    OUTLETS,
    POST,
    WINDOW,
    WIRE,
    compose,
    story,
    version,
)  # fmt: skip

RECIPE = """name = "evening"
title = "Evening"
minutes = {minutes}
[[sections]]
label = "News"
take = "stories"
form = "lead"
[[sections]]
label = "Also"
take = "singles"
"""
PLACES = ("Senby", "Hallin", "Quarrow", "Tarn Cross", "Pellworm", "Ostmoor", "Vikken", "Lundby", "Arden", "Corrie")


def made(text: str, *stories: editions.StoryMaterial, alone: tuple[Version, ...] = (), **changes: Any) -> Edition:
    material = editions.Material(stories, alone, OUTLETS, **changes)
    return editions.compose(read(text, where="x"), material, date=DAY, zone="Europe/Vienna", window=WINDOW)


def words(edition: Edition) -> str:
    return "\n".join(line.words for line in edition.lines())


def closing(edition: Edition) -> str:
    return " ".join(line.words for line in edition.closing)


def event(place: str, number: int) -> editions.StoryMaterial:
    """A made-up story of two reports of six sentences each."""
    texts = [
        f"The council of {place} voted on Monday to buy {number + 20} new trams for the lines to the harbour.",
        f"Each of the trams for {place} holds {number + 90} passengers, and the first is to be delivered in June.",
        f"A survey had counted {number * 3 + 400} complaints about the old trams of {place} in a year.",
        f"The depot behind the market of {place} will be made longer by {number + 30} metres.",
        f"Drivers in {place} welcomed the purchase and asked for heated seats in every cabin.",
        f"Tickets in {place} cost as much as before until the end of {number + 2027}.",
    ]
    one = version(f"one{number}", POST, f"{place} buys {number + 20} trams for its harbour lines", texts)
    two = version(
        f"two{number}", MAIL, f"New trams for {place}: council votes to buy", [texts[1], texts[4], texts[3], texts[2]]
    )
    return story(f"trams{number}", one, two)


def single(number: int) -> Version:
    place = PLACES[number % len(PLACES)]
    text = f"The orchard of {place} closed its gates after {number + 100} baskets of pears were picked on Sunday."
    return version(
        f"lone{number}", MAIL, f"Orchard of {place} sells {number + 100} baskets of pears", [text, "Rain fell."]
    )


@pytest.mark.parametrize("minutes", [1, 2, 3, 5])
def test_minutes_are_kept(minutes: int) -> None:
    stories = [event(place, number) for number, place in enumerate(PLACES)]
    edition = made(RECIPE.format(minutes=minutes), *stories, alone=tuple(single(number) for number in range(20)))
    printed = words_of(edition.lines()[: -len(edition.closing)])
    assert 0 < printed <= minutes * computed.WORDS_A_MINUTE
    assert f"about {computed.some(minutes, 'minute')} to read" in closing(edition)
    assert {section.label.text for section in edition.sections} == {"News", "Also"}


def test_corrections_are_within_the_minutes() -> None:
    from broadsheet.model import Correction

    corrections = tuple(
        editions.CorrectionMaterial(
            Correction(f"k{n}", "h", f"L{n}", "reader", "It was the other bridge. " * 8, "", WINDOW[0]),
            "2026-03-03",
            "",
            None,
            None,
        )
        for n in range(1, 5)
    )
    stories = [event(place, number) for number, place in enumerate(PLACES)]
    edition = made(RECIPE.format(minutes=2), *stories, corrections=corrections)
    assert edition.sections[-1].label.words == "Corrections"
    assert words_of(edition.lines()[: -len(edition.closing)]) <= 2 * computed.WORDS_A_MINUTE


def test_a_filtered_outlet_is_in_no_line_count_or_list() -> None:
    text = RECIPE.format(minutes=12) + '[[filters]]\noutlet = "post"\n'
    edition = made(text, story("ferry", FERRY, FERRY_POST, FERRY_MAIL))
    assert "Hallin Post" not in words(edition)
    assert "slower than a rowing boat" not in words(edition)
    assert "2 articles from 2 outlets of 2 owners" in words(edition)
    assert {source.outlet_id for source in edition.sources} <= {"wire", "mail"}
    assert "Made from 2 articles of 2 outlets" in closing(edition)
    assert "1 article that your filters hold back" in closing(edition)


def test_a_copy_whose_original_is_filtered_stands_for_itself() -> None:
    text = RECIPE.format(minutes=12) + '[[filters]]\noutlet = "wire"\n'
    edition = made(text, FERRY_STORY)
    assert "2 articles from 2 outlets of 2 owners: 2 original reports" in words(edition)
    assert "the same text" not in words(edition)


def test_a_filtered_word_stands_in_no_line() -> None:
    far = ["The harbour of Senby is open again."] * 60
    late = version(
        "ferry8",
        WIRE,
        "Harbour of Senby opens again after ferry",
        [*far, "A walrus sat on the quay of Senby on Tuesday, the harbour said."],
    )
    text = RECIPE.format(minutes=12) + '[[filters]]\nword = "walrus"\n'
    for each in (FERRY_POST, replace(FERRY_POST, title="Walrus stops ferry off Tarn Cross")):
        edition = made(
            text,
            story("ferry", FERRY, each, late),
            alone=(version("w", MAIL, "Walrus seen near Quarrow bridge", ["A walrus."]),),
        )
        assert not re.search("walrus", words(edition), re.IGNORECASE)
        assert "that your filters hold back" in closing(edition)


def test_an_edition_counts_the_articles_of_its_window() -> None:
    told = story("ferry", FERRY, FERRY_POST, FERRY_MAIL)
    old = replace(told, fresh=frozenset({FERRY_POST.article_id}))
    assert "Made from 1 article of 1 outlet, seen" in closing(made(RECIPE.format(minutes=12), old))


def test_all_that_was_seen_is_printed_or_left_out_with_a_reason() -> None:
    """Nothing is left out only where that is true: the recipe for opinion takes none of the news."""
    opinion = replace(FERRY_POST, id="vop", article_id="aop", title="Ferries need bells", kind="opinion")
    stories = [event(place, number) for number, place in enumerate(PLACES[:3])]
    material = editions.Material((FERRY_STORY, *stories), (single(1), opinion), OUTLETS)
    edition = editions.compose(editions.recipe("instant-opinion"), material, date=DAY, zone="UTC", window=WINDOW)
    assert "10 articles that this recipe takes no line of" in closing(edition)
    whole, _ = compose(FERRY_STORY)
    assert "Nothing was left out." in closing(whole)


def test_what_could_not_be_read_is_said() -> None:
    left = (
        ("closed", ("a1", "a2")), ("language:de", tuple(f"a{n}" for n in range(37))), ("language:xx", ("b",)), ("old", ("l1",)),
    )  # fmt: skip
    said = closing(made(RECIPE.format(minutes=12), FERRY_STORY, left=left))
    assert "37 articles in German (see paper.languages)" in said
    assert "2 articles whose pages are closed to us" in said
    assert "1 entry of a feed that is older than fetch.first_hours" in said
    assert "1 article in xx (see paper.languages)" in said
    assert "Nothing was left out" not in said


def test_a_muted_outlet_is_counted_as_left_out() -> None:
    material = editions.Material((FERRY_STORY,), (), (MAIL, WIRE))
    edition = editions.compose(editions.recipe("morning"), material, date=DAY, zone="UTC", window=WINDOW)
    assert "1 article of an outlet that is muted" in closing(edition)


def test_a_paper_of_one_outlet_prints_openings() -> None:
    plain = single(1)
    hanging = version(
        "h", MAIL, "Bridge of Quarrow gets a new coat", ["It was painted by her on Sunday.", "He said so."]
    )
    edition = made(RECIPE.format(minutes=12), alone=(plain, hanging))
    (section,) = edition.sections
    told, bare = section.entries
    assert [group.role for group in told.groups] == ["headline", "what-happened"]
    assert "after 101 baskets of pears were picked on Sunday [1 March]" in told.groups[1].lines[0].words
    assert "Senby Mail" in told.groups[1].lines[0].words
    assert [line.words for line in bare.groups[0].lines] == ["Bridge of Quarrow gets a new coat — The Senby Mail"]


def column(text: str, *, title: str, authors: tuple[str, ...]) -> Version:
    made = version("col", MAIL, title, [text])
    return replace(made, kind="opinion", authors=authors)


@pytest.mark.parametrize(
    ("title", "authors", "named"),
    [
        ("Mara Tolken: my boiler and the ministry", ("Mara Tolken",), "Mara Tolken in the Senby Mail: I could tell"),
        ("My boiler and the ministry", ("Mara Tolken",), ""),
        ("Mara Tolken: my boiler and the ministry", (), ""),
    ],
)
def test_a_first_person_is_never_laid_to_the_paper(title: str, authors: tuple[str, ...], named: str) -> None:
    text = "I could tell the ministry the day on which my boiler was last looked at by a man with a torch."
    material = editions.Material((), (column(text, title=title, authors=authors),), OUTLETS)
    edition = editions.compose(editions.recipe("instant-opinion"), material, date=DAY, zone="UTC", window=WINDOW)
    said = words(edition)
    assert "Mail: I could" not in said.replace("in the Senby Mail: I could", "")
    assert named in said
    assert ("1 opinion piece" in said) != bool(named)


def test_two_times_in_the_doubled_hour_are_told_apart() -> None:
    zone = ZoneInfo("Europe/Oslo")
    summer, winter = (datetime(2026, 10, 25, hour, 30, tzinfo=UTC).astimezone(zone) for hour in (0, 1))
    assert (computed.clock_time(summer), computed.clock_time(winter)) == ("02:30 CEST", "02:30 CET")
    assert computed.clock_time(datetime(2026, 10, 25, 6, 30, tzinfo=UTC).astimezone(zone)) == "07:30"


@given(
    st.integers(800_000_000, 2_200_000_000),
    st.sampled_from(("Europe/Oslo", "Asia/Kolkata", "America/Caracas")),
)
def test_no_two_minutes_of_a_day_read_alike(at: int, name: str) -> None:
    zone = ZoneInfo(name)
    one, later = datetime.fromtimestamp(at, tz=zone), datetime.fromtimestamp(at + 3600, tz=zone)
    assert one.date() != later.date() or computed.clock_time(one) != computed.clock_time(later)


def test_the_form_for_others_keeps_what_happened_and_counts_its_minutes_anew() -> None:
    stories = [event(place, number) for number, place in enumerate(PLACES[:4])]
    versions = {each.id: each for one in stories for each in one.versions}
    # Long texts, so that a sentence or two may be shown of each.
    longer = [
        editions.StoryMaterial(
            one.story, one.reports, tuple(_longer(each) for each in one.versions), one.statements, one.fresh
        )
        for one in stories
    ]
    edition = made(RECIPE.format(minutes=12), *longer)
    versions = {each.id: each for one in longer for each in one.versions}
    shown = editions.public(edition, versions)
    for entry in shown.sections[0].entries:
        assert "what-happened" in {group.role for group in entry.groups}
    printed = words_of(shown.lines()[: -len(shown.closing)])
    (minutes,) = [line for line in shown.closing if "to read" in line.words]
    assert dict(minutes.inputs)["words"] == (str(printed),)  # type: ignore[attr-defined]
    left = len(edition.lines()) - len(edition.closing) - (len(shown.lines()) - len(shown.closing))
    assert left > 0
    assert f"{left} lines that quote more than may be shown to others" in closing(shown)
    assert all(isinstance(line, QuotedLine) or line.words for line in shown.lines())


def _longer(one: Version) -> Version:
    from broadsheet.text.textblocks import build

    paragraphs = [block for block in one.text.content.split("\n\n") if block]
    more = [
        f"Sentence number {number} of this report says one more thing about the matter at hand." for number in range(25)
    ]
    return replace(one, text=build([("paragraph", each) for each in [*paragraphs, *more]]))
