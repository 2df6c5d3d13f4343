"""Sentences that may stand alone: what somebody said never loses who said it, nor a date its day."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.editions.select import surnames
from broadsheet.editions.write import sentences
from broadsheet.languages.en import relative, tolls
from broadsheet.model import Span, Statement
from broadsheet.statements import find
from tests.editions.material import MAIL, statement, version

SPEECH = (
    "The mayor denied that the bridge was unsafe. It would close only if the river rose, Ada Holm said.",
    "Ada Holm, the mayor, said that the bridge was safe. The bridge has not been inspected, according to Tomas Brekk.",
    "“The bridge is safe,” Ada Holm said. “It did not move in the flood, and it will not move now.” She would not say more.",
    "Tomas Brekk told reporters: “I never signed it.” The council reportedly signed the paper in June of that year.",
)


@given(st.lists(st.sampled_from(SPEECH), min_size=1, max_size=4))
def test_no_printed_sentence_holds_content_without_its_source_and_cue(paragraphs: list[str]) -> None:
    text = version("p", MAIL, "A bridge", paragraphs)
    statements = find(text)
    for each in sentences.of(text):
        if sentences.refusal(each, statements):
            continue
        for said in statements:
            touches = any(span.start < each.end and each.start < span.end for span in said.content)
            if touches:
                for span in (*said.source, *said.cue):
                    assert each.start <= span.start and span.end <= each.end


def test_what_may_go_on_with_somebodys_words_is_not_printed_as_the_outlets() -> None:
    """Free indirect speech: the claim goes on in the tense of reported speech, without a cue of its own."""
    text = version(
        "p",
        MAIL,
        "Orla Venn on the offer",
        [
            "Orla Venn said that the county had made a generous offer. Tarn Cross was to get eight boats a day in the summer months.",
            "The council of Tarn Cross was to vote on the new harbour on Thursday evening.",
        ],
    )
    said = statement(
        text, "that the county had made a generous offer", "said", "Orla Venn", "Orla Venn", kind="indirect"
    )
    first, second, third = sentences.of(text)
    assert sentences.refusal(first, [said]) == ""
    assert sentences.refusal(second, [said]) == "may still be speech"
    assert not sentences.goes_on_speaking(third, [said])


@given(st.data())
def test_any_statement_that_reaches_in_refuses_the_sentence(data: st.DataObject) -> None:
    text = version(
        "p", MAIL, "A bridge", ["The bridge closed after the flood of June and opened again in May of the year."]
    )
    (sentence,) = sentences.of(text)
    start = data.draw(st.integers(0, len(text.text.content) - 2))
    end = data.draw(st.integers(start + 1, len(text.text.content)))
    bare = Statement("q", text.id, (Span(text.id, "text", start, end),))
    assert sentences.loses_source(sentence, [bare])


@pytest.mark.parametrize(
    "sentence",
    [
        "While the bridge is closed, the ferry of the town carries people across.",
        "The mayor said the same thing on Monday as she had said in the spring.",
        "The bridges of Hallin were closed on the same day after the flood had come.",
        "The council says what the cost of the repairs to the bridge is today in Hallin.",
    ],
)
def test_what_can_stand_alone(sentence: str) -> None:
    text = version("p", MAIL, "A bridge", [sentence])
    assert sentences.refusal(sentences.of(text)[0], find(text)) == ""


NAMED = [
    "The Hallin council closed the bridge on Tuesday after the mayor, Ada Holm, had seen the cracks.",
    "Holm will speak to the White House and the Harbour Board on Wednesday.",
    "On Wednesday the House and the Board of the Vessany Bank meet Attorney General Lise Marrow.",
    "The FBI and the Attorney of the county want Vice President Tomas Brekk and President Orlo to wait.",
]


@pytest.mark.parametrize(
    ("number", "found"), [(0, set()), (1, {"Ada Holm"}), (2, set()), (3, set())],
)  # fmt: skip
def test_who_is_named_by_the_last_name_alone(number: int, found: set[str]) -> None:
    """Offices, days, houses and boards are nobody's last name."""
    text = version("p", MAIL, "A bridge", NAMED)
    assert sentences.bare_surnames(sentences.of(text)[number]) == found


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("In return the county was offered a second ferry for the summer months.", "needs its neighbours"),
        ("The harbour board, meanwhile, will meet in Hallin on the next two evenings.", "needs its neighbours"),
        ("By comparison, forty boats a day came through the lock in the spring.", "needs its neighbours"),
        ("However, the bridge stayed closed for the rest of the week in Hallin.", "needs its neighbours"),
        ("He added that the bridge would stay closed until the water had fallen.", "needs its neighbours"),
        ("We have asked the council for an answer and will print what it says.", "first person"),
        ("Sign up here for the newsletter of the Senby Mail and never miss a day.", "boilerplate"),
        ("The bridge closed.", "length"),
        ("Which means that the three bridges are likely to stay closed in spring.", "needs its neighbours"),
        ("While the friends of the old bridge often talk of its history and beauty.", "needs its neighbours"),
        ("The council made clear that for a time it believed that it did not.", "needs its neighbours"),
        ("The head engineer said the same rationale applied to the smaller bridges.", "needs its neighbours"),
        ("At that time more than seventy bridges of the county were in use.", "needs its neighbours"),
        ("The mayor speaks at the closed bridge in Hallin on Tuesday, March 3, 2026.", "boilerplate"),
        ("People gather at the closed bridge on March 3, 2026 in Hallin, VN.", "boilerplate"),
        ("Ada Holm, left, walks over the closed bridge with the head engineer.", "boilerplate"),
        ("The Harbour Board identified them as two engineers of the town of Hallin.", "pronoun"),
        ("The mayor Ada HolmHolm closed the bridge of the town on Tuesday morning.", "glued names"),
        ("The mayor Ada HolmBridge falls Council to meet at noon MORE closed the bridge.", "glued names"),
    ],
)
def test_what_cannot_stand_alone_is_refused(sentence: str, reason: str) -> None:
    (found,) = sentences.of(version("p", MAIL, "A bridge", [sentence]))
    assert sentences.refusal(found, ()) == reason


@pytest.mark.parametrize(
    ("sentence", "glossed"),
    [
        ("The bridge closed on Tuesday after a flood.", ["3 March"]),
        ("The bridge closed yesterday and opens tomorrow.", ["3 March", "5 March"]),
        ("The council will vote on Friday.", ["6 March"]),
        ("The council voted on Wednesday evening.", ["4 March"]),
        ("The match will be played on Saturday.", ["7 March"]),
        ("Prices rose last month, after falling last year.", ["February", "2025"]),
        ("It met on Tuesday, March 3, and closed on 4 March.", []),
        ("The council meets on Tuesdays in the old hall.", [""]),
        ("The bridge closed three days ago.", [""]),
        ("It rained last summer.", [""]),
    ],
)
def test_dates_that_only_their_day_understands(sentence: str, glossed: list[str]) -> None:
    written = date(2026, 3, 4)
    assert [relative.gloss(each.words, each.rule, written) for each in relative.find(sentence)] == glossed


def test_a_weekday_that_may_be_tomorrow_is_given_up() -> None:
    (found,) = relative.find("The bridge closed on Thursday.")
    assert relative.gloss(found.words, found.rule, date(2026, 3, 4)) == ""


@given(st.text(max_size=200), st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_any_text_gives_spans_and_no_error(text: str, written: date) -> None:
    for each in relative.find(text):
        assert text[each.start : each.end] == each.words
        relative.gloss(each.words, each.rule, written)
    tolls.find(text)


def test_tolls_are_read_in_figures_and_words() -> None:
    found = tolls.find("At least nine people were killed and forty-seven injured; the death toll may rise to 1,200.")
    assert found == {"dead": {9, 1200}, "injured": {47}}
    assert tolls.overtaken("Nine people died.", "The toll has risen to 12.")
    assert not tolls.overtaken("Nine people died.", "Five people are missing.")


@given(st.lists(st.sampled_from(SPEECH), min_size=1, max_size=4))
def test_the_statements_that_touch_a_sentence_refuse_it_as_all_of_them_do(paragraphs: list[str]) -> None:
    text = version("p", MAIL, "A bridge", paragraphs)
    statements = find(text)
    near = sentences.StatementIndex(statements)
    for each in sentences.of(text):
        assert sentences.refusal(each, near.touching(each)) == sentences.refusal(each, statements)
        assert all(sentences.holding(text, at) == each for at in range(each.start, each.end))


@given(st.text(alphabet='Ab ”“".', max_size=40))
def test_quotations_end_at_the_next_closing_mark(words: str) -> None:
    pattern = re.compile(r"“[^”]*”|\"[^\"]*\"")
    assert sentences.outside_quotations(words) == pattern.sub(" ", words)
    longest = max((len(each.split()) for each in pattern.findall(words)), default=0)
    assert sentences.quotes_at_length(words) == (longest >= 5)


@pytest.mark.parametrize(
    ("words", "hangs"),
    [
        ("The council made the same choice.", True),
        ("The council made the same choice as Senby.", False),
        ("Such a storm was seen as rare, and the same wind came.", True),
        ("They met at the same time.", False),
        ("Such a storm is rare. It came as rain.", True),
    ],
)
def test_the_same_needs_what_it_is_the_same_as(words: str, hangs: bool) -> None:
    assert sentences.hangs(words) == hangs


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Ada Holm spoke. Holm left.", {"Ada Holm"}),
        ("Ada Holm spoke. Ada Holm left.", set()),
        ("Ada Holm-Brekk spoke. Holm-Brekk left.", {"Ada Holm-Brekk"}),
        ("Ada Holm spoke. Holm’s house burned.", {"Ada Holm"}),
        (f"Ada H{'o' * 120} spoke. H{'o' * 120} left.", set()),
    ],
)
def test_a_last_name_alone_asks_who_that_is(text: str, bare: set[str]) -> None:
    assert surnames.bare(text.split(". ", 1)[1], text) == bare
