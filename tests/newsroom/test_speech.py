"""Who said what on a story's page: each quotation once, with its speaker and its verb, and never half of a sentence."""

from __future__ import annotations

from dataclasses import replace

from broadsheet.model import Membership, Span, Statement, Version, slice_of
from broadsheet.newsroom.reading.speech import MOST, Speaker, speakers
from tests.editions.material import MAIL, POST, WIRE, statement, version

WORDS = "“The gate stuck and the water came over the sill,”"
OWN = version("own", WIRE, "Sluice at Ostermoor gives way", [
    f"{WORDS} the keeper, Ada Holm, told reporters. “We closed the road before it reached the mill.”",
    "Holm blamed the flood on “a winter that would not end”.",
    "“I will say nothing before the inquiry,” a spokesman said.",
])  # fmt: skip
COPY = version(
    "copy", MAIL, "Sluice at Ostermoor gives way", [f'"{WORDS[1:-1]}" the keeper, Ada Holm, told reporters.']
)
VIEW = version("view", POST, "Mend the sluices", [f"{WORDS} Ada Holm said, and she is right."], kind="opinion")


def told(*statements: Statement, versions: tuple[Version, ...] = (OWN, COPY, VIEW)) -> tuple[Speaker, ...]:
    members = [
        Membership(OWN.article_id, OWN.article_id, "original", OWN.article_id, 1.0),
        Membership(COPY.article_id, OWN.article_id, "copy", OWN.article_id, 0.9),
    ]
    return speakers(statements, {each.id: each for each in versions}, members)


def words(speaker: Speaker) -> list[tuple[str, str]]:
    return [(each.cue, " … ".join(slice_of(each.version, span) for span in each.pieces)) for each in speaker.said]


HOLM = statement(OWN, WORDS, "told", "Ada Holm", "Ada Holm")


def test_a_copy_adds_its_outlet_and_no_second_quotation() -> None:
    again = statement(COPY, f'"{WORDS[1:-1]}"', "told", "Ada Holm", "Ada Holm")
    for order in ((HOLM, again), (again, HOLM)):
        (speaker,) = told(*order)
        assert speaker.name == "Ada Holm"
        assert words(speaker) == [("told reporters", WORDS)]
        assert speaker.said[0].version is OWN, "the original speaks before its copy"
        assert speaker.said[0].outlets == ("mail",)


def test_the_fullest_form_is_shown() -> None:
    more = "“We closed the road before it reached the mill.”"
    start = OWN.text.content.index(more)
    span = replace(HOLM.content[0], start=start, end=start + len(more))
    whole = replace(HOLM, id="w", content=(HOLM.content[0], span))
    (speaker,) = told(HOLM, whole)
    assert words(speaker) == [("told reporters", f"{WORDS} … {more}")]


def test_half_a_quotation_comes_with_its_whole_sentence() -> None:
    mixed = statement(OWN, "a winter that would not end", "blamed", "Holm blamed", "Ada Holm", kind="mixed")
    (speaker,) = told(mixed)
    assert words(speaker) == [("", "Holm blamed the flood on “a winter that would not end”.")]


def test_nobody_is_called_unknown() -> None:
    nobody = replace(
        statement(OWN, "“I will say nothing before the inquiry,”", "said", "a spokesman", "Ada Holm"),
        speaker="",
        speaker_span=None,
    )
    named, others = told(HOLM, nobody)
    assert (named.name, others.name) == ("Ada Holm", "")
    assert words(others) == [("", "“I will say nothing before the inquiry,” a spokesman said.")]


def test_opinion_and_reported_speech_are_left_out() -> None:
    opinion = statement(VIEW, WORDS, "said", "Ada Holm", "Ada Holm")
    reported = replace(HOLM, id="r", kind="indirect")
    assert told(opinion, reported) == ()


def test_a_role_that_points_away_is_not_shown() -> None:
    start = OWN.text.content.index("the keeper")
    role = replace(HOLM.content[0], start=start, end=start + len("the keeper"))
    (speaker,) = told(replace(HOLM, role=role))
    assert speaker.role == "the keeper"
    theirs = version("theirs", POST, "Sluice", [f"{WORDS} said Ada Holm, its keeper."])
    said = statement(theirs, WORDS, "said", "Ada Holm", "Ada Holm")
    at = theirs.text.content.index("its keeper")
    role = replace(said.content[0], start=at, end=at + len("its keeper"))
    (speaker,) = told(replace(said, role=role), versions=(theirs,))
    assert speaker.role == ""


def test_of_one_who_never_ends_a_part_is_shown_and_the_rest_is_counted() -> None:
    words = [
        f"“The sluice of w{number}a, w{number}b, w{number}c and w{number}d is shut,” Ada Holm said."
        for number in range(90)
    ]
    long = version("long", POST, "Ninety sluices", words)
    text = long.text.content
    said = []
    for block in long.text.blocks:
        end = text.index("”", block.start) + 1
        cue = text.index("said", end)
        name = text.index("Ada Holm", end)
        spans = [Span(long.id, "text", *each) for each in ((block.start, end), (cue, cue + 4), (name, name + 8))]
        said.append(Statement(f"q{end}", long.id, (spans[0],), (spans[1],), (spans[2],), "Ada Holm", spans[2]))
    (speaker,) = told(*said, versions=(long,))
    assert len(speaker.said) <= MOST
    assert speaker.more == 90 - MOST
