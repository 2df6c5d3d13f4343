"""What belongs together, what stays apart, and what becomes of stories that are known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.model import Story, StoryChange
from broadsheet.stories import KnownStory, ReportText, apply, group
from tests.stories.reports import FERRY, NOON, QUAKE_BRANDE, QUAKE_TOLLE, STRIKE, known, report

MIXED = (
    *(report(f"f{each}", FERRY, each, hours=each) for each in range(3)),
    *(report(f"s{each}", STRIKE, each, hours=each) for each in range(3)),
    report("lone", ("The painter Odo Fenn shows 60 pictures of the moors in the old mill.",), 1),
)
TWINS = (
    *(report(f"t{each}", QUAKE_TOLLE, each, hours=each) for each in range(5)),
    *(report(f"b{each}", QUAKE_BRANDE, each, hours=each) for each in range(5)),
)
# Reports of other things, without which no word is rare.
OTHERS = (
    *(report(f"x{each}", FERRY, each) for each in range(4)),
    *(report(f"y{each}", STRIKE, each) for each in range(4)),
)


def parts(changes: Sequence[StoryChange], stories: Iterable[KnownStory] = ()) -> set[frozenset[str]]:
    """The stories after the changes, as sets of article ids."""
    before = [each.story for each in stories]
    articles = {article for story in before for article in story.article_ids}
    articles |= {article for change in changes for article in change.article_ids}
    after = apply(changes, before, dict.fromkeys(articles, NOON))
    return {frozenset(story.article_ids) for story in after}


def articles(*ids: str) -> frozenset[str]:
    return frozenset(f"a{each}" for each in ids)


def test_reports_of_one_event_are_one_story_and_others_are_not() -> None:
    expected = {articles("f0", "f1", "f2"), articles("s0", "s1", "s2"), articles("lone")}
    assert parts(group(MIXED, ())) == expected


def test_a_roundup_belongs_to_no_story() -> None:
    roundup = replace(MIXED[0], report_id="r", article_ids=("ar",), kind="roundup")
    assert parts(group([*MIXED, roundup], ())) == parts(group(MIXED, ()))
    assert group([roundup], ()) == ()


def test_two_like_events_of_one_place_are_two_stories() -> None:
    expected = {articles(*(f"t{each}" for each in range(5))), articles(*(f"b{each}" for each in range(5)))}
    assert expected <= parts(group([*TWINS, *OTHERS], ()))


def test_a_report_without_a_time_is_placed_by_its_words() -> None:
    undated = report("f9", FERRY, 3, dated=False)
    assert articles("f0", "f1", "f2", "f9") in parts(group([*MIXED, undated], ()))


def test_the_same_words_years_later_are_another_story() -> None:
    late = report("f9", FERRY, 3, hours=24 * 365 * 10)
    assert articles("f9") in parts(group([*MIXED, late], ()))


def test_a_new_report_joins_the_story_that_is_known() -> None:
    story = known("ferry", *MIXED[:3])
    changes = group([report("f9", FERRY, 4, hours=9)], [story, known("strike", *MIXED[3:6])])
    assert changes == (StoryChange("ferry", "grew", ("af9",)),)


def test_stories_that_turn_out_to_be_one_keep_the_elder_id() -> None:
    first = known("elder", report("f0", FERRY, 0), report("f1", FERRY, 1, hours=1))
    second = known("younger", report("f2", FERRY, 2, hours=2), report("f3", FERRY, 3, hours=3))
    changes = group([report("f4", FERRY, 4, hours=4)], [second, first, known("strike", *MIXED[3:6])])
    assert StoryChange("elder", "merged", ("af2", "af3"), other="younger") in changes
    assert StoryChange("elder", "grew", ("af4",)) in changes
    assert articles("f0", "f1", "f2", "f3", "f4") in parts(changes, [first, second])


def test_a_story_that_holds_two_events_is_split_where_news_shows_it() -> None:
    mixed = known("quake", *TWINS[:4], *TWINS[5:9])
    rest = [known("x", *OTHERS[:4]), known("y", *OTHERS[4:])]
    changes = group([TWINS[4], TWINS[9]], [mixed, *rest])
    (split,) = [each for each in changes if each.kind == "split"]
    assert split.story_id == "quake"
    after = parts(changes, [mixed, *rest])
    assert articles(*(f"t{each}" for each in range(5))) in after
    assert articles(*(f"b{each}" for each in range(5))) in after


def test_what_has_nothing_new_stays_as_it_was() -> None:
    mixed = known("quake", *TWINS)
    changes = group([report("f9", FERRY, 4)], [mixed, known("ferry", *MIXED[:3])])
    assert {each.story_id for each in changes} == {"ferry"}


@given(st.permutations((*MIXED, *TWINS)))
def test_the_order_of_arrival_decides_nothing(entries: list[ReportText]) -> None:
    assert group(entries, ()) == group([*MIXED, *TWINS], ())


@given(st.permutations(range(len(TWINS))))
def test_ids_decide_nothing(numbers: list[int]) -> None:
    renamed = [
        replace(each, report_id=f"{at:03d}", article_ids=(f"{at:03d}",))
        for at, each in zip(numbers, TWINS, strict=True)
    ]
    names = {f"{at:03d}": each.article_ids[0] for at, each in zip(numbers, TWINS, strict=True)}
    found = {frozenset(names[article] for article in part) for part in parts(group(renamed, ()))}
    assert found == parts(group(TWINS, ()))


@given(st.lists(st.text(alphabet="aA1 .\n’", max_size=30), max_size=12))
def test_any_words_are_placed_once(texts: list[str]) -> None:
    entries = [
        ReportText(str(at), (f"a{at}",), NOON + timedelta(hours=at) if at % 2 else None, text[:5], text)
        for at, text in enumerate(texts)
    ]
    placed = [article for change in group(entries, ()) for article in change.article_ids]
    assert sorted(placed) == sorted(f"a{at}" for at in range(len(texts)))


def test_times_of_a_story_are_those_of_its_articles() -> None:
    changes = (StoryChange("s", "opened", ("a1", "a2")), StoryChange("s", "split", ("a2",), other="t"))
    later = NOON + timedelta(hours=2)
    assert apply(changes, (), {"a1": NOON, "a2": later}) == (
        Story("s", ("a1",), NOON, NOON),
        Story("t", ("a2",), later, later),
    )
