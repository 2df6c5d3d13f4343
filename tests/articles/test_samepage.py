"""One text at several addresses of a host is a wall where the headlines differ and are not in it; copies are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.articles.reading.samepage import Shown, told

TITLES = (
    "Lift bridge at Morven shut",
    "Council of Sule buys a ferry",
    "Choir of Harrow sings again",
    "Fog keeps boats in",
)
WALL = (
    "Your request cannot be served from here at present. Reference 4711. Write to the help desk if you think otherwise."
)
LONG = " ".join(
    f"The inspectors of the harbour board went down to hinge number {n} and wrote what they saw." for n in range(40)
)


def shown(text: str, *, titles: tuple[str, ...] = TITLES, host: str = "morven.example") -> list[Shown]:
    return [Shown(f"a{number}", host, title, text) for number, title in enumerate(titles)]


@pytest.mark.parametrize("number", [2, 3, 4])
def test_a_text_that_stands_for_different_articles_is_a_wall(number: int) -> None:
    pages = [
        Shown(each.article_id, each.host, each.title, WALL.replace("4711", str(at * 7919 + 11)))
        for at, each in enumerate(shown(WALL)[:number])
    ]
    assert told(pages) == frozenset(range(number))


def test_a_long_text_needs_three() -> None:
    assert told(shown(LONG)[:2]) == frozenset()
    assert told(shown(LONG)[:3]) == frozenset({0, 1, 2})


def test_one_article_at_two_addresses_is_none() -> None:
    assert told(shown(WALL, titles=(TITLES[0], TITLES[0], TITLES[0]))) == frozenset()
    assert told(shown(WALL, titles=(TITLES[0], f"{TITLES[0]} | Morven Courier"))) == frozenset()


def test_one_report_under_two_headlines_is_none() -> None:
    text = "The lift bridge at Morven is shut, and the council of Sule buys a ferry to stand in for it until September."
    assert told(shown(text, titles=TITLES[:2])) == frozenset()


def test_pages_of_a_list_and_of_other_hosts_are_none() -> None:
    tide = "High water at the quay of {} is at 06:12 and 18:40 today, with a light wind from the west and no fog."
    towns = ("Morven", "Sule", "Harrow", "Orme")
    assert told([Shown(town, "morven.example", f"Tides at {town}", tide.format(town)) for town in towns]) == frozenset()
    assert told([*shown(WALL)[:1], *shown(WALL, host="sule.example")[1:2]]) == frozenset()


def test_a_wall_without_spaces_between_its_words() -> None:
    wall = "ただいまアクセスが集中しているため、しばらく時間をおいてから再度お試しください。お問い合わせは窓口まで。"
    assert told(shown(wall, titles=("港の橋が閉鎖", "市議会が船を購入", "合唱団が再開"))) == frozenset({0, 1, 2})
    report = "港の橋が閉鎖された。市議会が船を購入し、九月まで代わりに走らせると港湾委員会が火曜日に発表した。"
    assert told(shown(report, titles=("港の橋が閉鎖", "市議会が船を購入"))) == frozenset()


@given(
    st.lists(
        st.builds(
            Shown, st.sampled_from("abcd"), st.sampled_from(["x", "y"]), st.text(max_size=30), st.text(max_size=80)
        )
    )
)
def test_the_order_does_not_matter(pages: list[Shown]) -> None:
    found = {pages[at] for at in told(pages)}
    back = list(reversed(pages))
    assert {back[at] for at in told(back)} == found
