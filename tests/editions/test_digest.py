"""What happened: which sentences are chosen, and which never."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.editions.select import digest
from broadsheet.editions.select.candidates import DigestCandidate, DigestText, SentencePlace, stands_alone
from broadsheet.editions.select.digest import choose, pick

POST = DigestText(
    "Ferry runs aground off Senby",
    "SENBY (Quarrow) — The ferry Aurelia ran aground off Senby on Tuesday with 214 passengers on board, the coastguard said. "
    "It was the second accident of the year. “The fog came down like a lid, and then we all heard the rock below us.” "
    "The Aurelia belongs to the Quarrow Line, which stopped its service between Senby and Tolle.",
    "post",
)
MAIL = DigestText(
    "Passengers saved after ferry hits rocks near Senby",
    "How could such a thing happen to a ship that was inspected in May? The sea was as grey as slate and as flat as a table. "
    "Coastguard boats brought all 214 passengers of the ferry Aurelia ashore after it ran aground near Senby.",
    "mail",
)
WIRE = DigestText(
    "Ferry with 214 aboard runs aground",
    "A ferry with 214 passengers ran aground off Senby on Tuesday, and coastguard boats brought all of them ashore.",
    "wire",
)


def told(articles: list[DigestText], budget: int = 70) -> list[str]:
    return [articles[line.article].text[line.start : line.end] for line in choose(articles, budget_words=budget)]


def test_what_the_reports_share_is_told_first_and_no_colour() -> None:
    found = told([POST, MAIL, WIRE])
    assert "ran aground off Senby" in found[0]
    assert any("ashore" in each for each in found)
    assert not any("slate" in each or "How could" in each or "fog" in each for each in found)


def test_a_sentence_that_needs_its_neighbour_is_never_chosen() -> None:
    assert not any(each.startswith("It was") for each in told([POST, MAIL, WIRE], 400))


def test_a_dateline_is_left_out() -> None:
    assert told([POST], 25) == [
        "The ferry Aurelia ran aground off Senby on Tuesday with 214 passengers on board, the coastguard said."
    ]


def test_the_same_is_not_told_twice() -> None:
    found = told([WIRE, DigestText(WIRE.title, WIRE.text, "copy"), POST], 100)
    assert len(found) == len(set(found))
    assert sum("ran aground" in each for each in found) == 1


@pytest.mark.parametrize(
    "articles", [[], [DigestText("", "", "")], [DigestText("Ferry", "", "post"), DigestText("", "Ferry.", "mail")]]
)
def test_where_there_is_nothing_to_tell_nothing_is_told(articles: list[DigestText]) -> None:
    assert choose(articles, budget_words=70) == ()


def test_a_budget_below_the_shortest_sentence_tells_nothing() -> None:
    assert choose([POST, MAIL, WIRE], budget_words=5) == ()
    assert choose([POST, MAIL, WIRE], budget_words=0) == ()
    assert choose([POST, MAIL, WIRE], budget_words=-3) == ()


def test_an_opening_that_was_cut_off_is_better_than_nothing() -> None:
    cut = DigestText("Ferry", "The ferry Aurelia ran aground off Senby on Tuesday with", "post")
    unstopped = DigestText("Ferry", "The ferry Aurelia ran aground off Senby in thick fog", "mail")
    assert told([cut]) == [cut.text]
    assert told([cut, unstopped]) == [unstopped.text]
    assert told([cut, unstopped, WIRE]) == [WIRE.text]


@given(st.lists(st.sampled_from([POST, MAIL, WIRE, DigestText("", "", "")]), max_size=5), st.integers(0, 200))
def test_lines_are_whole_slices_within_the_budget(articles: list[DigestText], budget: int) -> None:
    chosen = choose(articles, budget_words=budget)
    slices = [articles[line.article].text[line.start : line.end] for line in chosen]
    assert sum(len(each.split()) for each in slices) <= budget
    assert len(set(chosen)) == len(chosen)
    assert all(each[0].isupper() and each[-1] in ".”" and "\n" not in each for each in slices)


@given(st.text(alphabet='aA .”“"\n—()?1', max_size=200), st.integers(1, 90))
def test_any_text_is_taken(text: str, budget: int) -> None:
    for line in choose([DigestText(text[:20], text, ""), WIRE], budget_words=budget):
        assert 0 <= line.start < line.end


def candidates(*texts: tuple[int, int, str]) -> list[DigestCandidate]:
    return [
        DigestCandidate(SentencePlace(article, place * 1000, place * 1000 + len(text)), text, place)
        for article, place, text in texts
    ]


def test_of_many_long_reports_early_and_shared_sentences_are_picked() -> None:
    asides = (
        "Herring was cheap in the winter when the old pier burned down.",
        "A museum of knots opens on Sundays behind the customs house.",
        "Ada Holm learned to sail on a lake in the mountains.",
        "Timber prices have doubled since the sawmill closed its gates.",
    )
    given = candidates(
        *((at, 0, f"The ferry Aurelia ran aground off Senby, {name} reported.") for at, name in enumerate("ABCD")),
        *((at, 9, aside) for at, aside in enumerate(asides)),
    )
    (chosen,) = pick(given, ["Ferry runs aground off Senby"] * 4, budget_words=40, most=5)
    assert chosen.start == 0


def test_no_more_are_picked_than_asked() -> None:
    given = candidates(
        (0, 0, "The ferry Aurelia ran aground off Senby on Tuesday."),
        (0, 1, "Coastguard boats brought all 214 passengers ashore by noon."),
        (1, 0, "The Quarrow Line stopped its service between Senby and Tolle."),
    )
    assert len(pick(given, ["Ferry aground", "Service stopped"], budget_words=100, most=2)) <= 2
    assert pick(given, ["Ferry aground", "Service stopped"], budget_words=100, most=0) == ()
    assert pick([], [], budget_words=100) == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "The former harbour master of Senby was sworn in.",
        "The two Senby councils voted for the bridge.",
        "“We are done,” said Ada Holm.",
        "214 passengers were brought ashore.",
    ],
)
def test_sentences_that_stand_alone(sentence: str) -> None:
    assert stands_alone(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "It ran aground.",
        "But the ferry sank.",
        "The two met in Tolle.",
        "The former was elected.",
        "The move surprised the port.",
        "the ferry sank.",
        "“We are done, said Ada Holm.",
        "The ferry (a new one sank.",
    ],
)
def test_sentences_that_do_not(sentence: str) -> None:
    assert not stands_alone(sentence)


def test_the_fitted_weights_name_what_is_known() -> None:
    found, statistics = digest.consider([POST, MAIL, WIRE])
    assert set(digest._WORDS) | {"far"} == set(statistics.word_features("ferry"))
    assert set(digest._PAIRS) | {"far"} == set(statistics.pair_features(("off", "senby")))
    assert set(digest._CHOICE) == set(digest.choice_features([digest.JudgedCandidate(found[0])], statistics, 70))
