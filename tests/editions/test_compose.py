"""What an edition prints, in what order, and what it never prints."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from broadsheet import editions
from broadsheet.editions.write.build import Builder
from broadsheet.errors import BrokenEdition
from broadsheet.model import Edition, Entry, QuotedLine, Slot, Span, Words, slice_of
from tests.editions.material import FERRY, FERRY_POST, FERRY_STORY, MAIL, POST, WIRE, compose, story, version


def entry(edition: Edition, number: int = 0) -> Entry:
    return edition.sections[0].entries[number]


def words(edition: Edition, role: str) -> list[str]:
    return [line.words for group in entry(edition).groups if group.role == role for line in group.lines]


def test_a_story_is_told_in_its_parts() -> None:
    edition, _ = compose(FERRY_STORY)
    roles = [group.role for group in entry(edition).groups]
    assert roles[0] == "kicker"
    assert list(dict.fromkeys(roles)) == [
        "kicker", "headline", "what-happened", "who-said-what", "what-next", "counts", "reports",
    ]  # fmt: skip
    assert words(edition, "kicker") == ["Country"]


def test_the_four_counts_take_a_copy_for_no_confirmation() -> None:
    edition, _ = compose(FERRY_STORY)
    assert words(edition, "counts")[0] == "3 articles from 3 outlets of 3 owners: 2 original reports."
    rows = words(edition, "reports")
    assert rows[0].startswith("Quarrow Wire, 3 March, 11:05: Senby ferry runs aground")
    assert rows[1].startswith("The Senby Mail, 3 March, 12:40, the same text: ")
    assert rows[2].startswith("The Hallin Post, 3 March, 13:30: ")


def test_who_was_first_is_said_to_the_minute_or_not_at_all() -> None:
    edition, _ = compose(FERRY_STORY)
    assert "First with it, to the minute: the agency Quarrow, 3 March, 11:05." in words(edition, "counts")
    vague = replace(FERRY_POST, published=replace(FERRY_POST.published, precision="day"))  # type: ignore[type-var]
    edition, _ = compose(story("ferry", FERRY, vague))
    assert not any("First" in each for each in words(edition, "counts"))


def test_a_speaker_keeps_name_role_cue_and_outlet() -> None:
    edition, _ = compose(FERRY_STORY)
    said = words(edition, "who-said-what")
    holm = next(each for each in said if "The fog came down" in each)
    assert "“The fog came down like a lid, and we heard the rock before we saw it”" in holm
    for part in ("Ada Holm", "the harbour master", "told reporters", "the agency Quarrow"):
        assert part in holm


def test_a_denial_keeps_its_word() -> None:
    edition, _ = compose(FERRY_STORY)
    every = [line.words for line in edition.lines()]
    about = [each for each in every if "too fast" in each]
    assert all("denied" in each for each in about)


def test_a_relative_day_is_glossed_and_a_dateline_is_left_out() -> None:
    edition, _ = compose(FERRY_STORY)
    happened = " ".join(words(edition, "what-happened"))
    assert "on Tuesday [3 March]" in happened
    assert "SENBY" not in happened
    assert "Thursday [5 March]" in " ".join(words(edition, "what-next"))


def test_each_line_that_quotes_names_its_outlet_and_slices_back() -> None:
    edition, versions = compose(
        FERRY_STORY, alone=(version("lone", MAIL, "Pear trees planted on the Senby slope", ["A text."]),)
    )
    quoted = [line for line in edition.lines() if isinstance(line, QuotedLine)]
    assert len(quoted) > 8
    for line in quoted:
        for part in line.parts:
            if isinstance(part, Slot):
                assert slice_of(versions[part.span.version_id], part.span) == part.text
            if part.printed and isinstance(part, Words):
                assert not set('“”"') & set(part.printed)


def test_no_template_comes_twice_in_a_row_in_prose() -> None:
    edition, _ = compose(FERRY_STORY)
    told = [
        line.template
        for group in entry(edition).groups
        if group.role in ("what-happened", "who-said-what")
        for line in group.lines
        if isinstance(line, QuotedLine)
    ]
    single = {"sentence-bracket", "sentence-colon"}  # the only ones that fit some sentences
    assert all(one != two or one in single for one, two in itertools.pairwise(told))


def test_one_outlet_alone_stands_under_also_reported() -> None:
    lone = version("lone", MAIL, "Pear trees planted on the Senby slope", ["Forty pear trees were planted on Sunday."])
    edition, _ = compose(FERRY_STORY, alone=(lone,))
    assert edition.sections[-1].label.text.startswith("Also reported")
    (line,) = edition.sections[-1].entries[0].groups[0].lines
    assert line.words == "Pear trees planted on the Senby slope — The Senby Mail"


def test_opinion_is_never_mixed_into_news_and_is_counted() -> None:
    opinion = replace(FERRY_POST, id="vop", article_id="aop", title="Why we must fear every ferry", kind="opinion")
    edition, _ = compose(story("ferry", FERRY, FERRY_POST, opinion))
    assert "Why we must fear" not in " ".join(line.words for line in edition.lines())
    assert "1 opinion piece" in " ".join(line.words for line in edition.closing)


def test_a_quiet_day_is_short_and_says_so() -> None:
    edition, _ = compose(alone=(version("lone", MAIL, "Pear trees planted on the Senby slope", ["Forty trees."]),))
    assert edition.closing[0].words == "A quiet day: no event had 2 original reports or more."
    assert len(edition.lines()) < 10


def test_a_headline_is_no_question_no_bait_and_not_overtaken() -> None:
    late = datetime(2026, 3, 3, 18, 0, tzinfo=UTC)
    old = version(
        "t1",
        POST,
        "Nine dead as bus leaves road near Hallin",
        ["Nine people died when a bus left the road near Hallin."],
    )
    new = version(
        "t2",
        WIRE,
        "Hallin bus accident: toll rises to 12",
        ["Twelve people have died after a bus left the road near Hallin."],
        at=late,
    )
    bait = version(
        "t3",
        MAIL,
        "Is this the worst road in the country?",
        ["Twelve people died when a bus left the road near Hallin, police said."],
        at=late,
    )
    edition, _ = compose(story("bus", old, new, bait))
    assert words(edition, "headline") == ["Hallin bus accident: toll rises to 12 — Quarrow Wire"]
    assert "Nine" not in " ".join(words(edition, "what-happened"))


def test_what_was_printed_is_not_printed_again() -> None:
    first, _ = compose(FERRY_STORY)
    quoted = [line for line in first.lines() if isinstance(line, QuotedLine)]
    known = frozenset(editions.key(line.source_words) for line in quoted)
    articles = frozenset(each.article_id for each in FERRY_STORY.versions)
    before = editions.Before(known, {"sferry": ("2026-03-03", articles)})
    again, _ = compose(FERRY_STORY, before=before)
    assert not again.sections
    assert "1 story that has not changed" in " ".join(line.words for line in again.closing)
    late = version(
        "ferry9",
        POST,
        "Senby ferry pulled free from rock off Tarn Cross",
        ["The Senby ferry was pulled free by two tugs on Wednesday and towed to Senby with a hole in its side."],
        at=datetime(2026, 3, 4, 5, 0, tzinfo=UTC),
    )
    more = story("ferry", *FERRY_STORY.versions, late, copies={"aferry3": "aferry1"})
    grown, _ = compose(more, before=before)
    assert words(grown, "since") == ["Since the edition of 3 March: 1 new original report."]
    content = {editions.key(line.source_words) for line in grown.lines() if isinstance(line, QuotedLine)} - {""}
    assert not content & known


def test_a_muted_outlet_is_not_in_it() -> None:
    muted = tuple(each for each in (MAIL, WIRE))
    recipe = editions.recipe("morning")
    material = editions.Material((FERRY_STORY,), (), muted)
    from tests.editions.material import DAY, WINDOW

    edition = editions.compose(recipe, material, date=DAY, zone="UTC", window=WINDOW)
    assert "Hallin Post" not in " ".join(line.words for line in edition.lines())


def test_the_order_of_the_material_decides_nothing() -> None:
    bus = story(
        "bus",
        version(
            "b1",
            POST,
            "Bus route between Senby and Hallin reopens",
            ["The bus route between Senby and Hallin reopened on Monday."],
        ),
        version(
            "b2",
            MAIL,
            "Senby to Hallin bus route is open again",
            ["Buses run again between Senby and Hallin, the council said."],
        ),
    )
    one, _ = compose(FERRY_STORY, bus)
    two, _ = compose(bus, FERRY_STORY)
    assert one == two
    assert [line.id for line in one.lines()] == [f"L{number}" for number in range(1, len(one.lines()) + 1)]


def test_a_line_that_does_not_resolve_cannot_be_built() -> None:
    builder = Builder({FERRY.id: FERRY})
    with pytest.raises(BrokenEdition, match="not among its material"):
        builder.slot("sentence", Span("vnone", "text", 0, 5))
    with pytest.raises(BrokenEdition, match="does not resolve"):
        builder.slot("sentence", Span(FERRY.id, "text", 0, 10_000))
    with pytest.raises(BrokenEdition, match="outside of quotation marks"):
        builder.slot("content", Span(FERRY.id, "text", 0, 12), quoted=True)
    with pytest.raises(BrokenEdition, match="block's end"):
        builder.slot("sentence", Span(FERRY.id, "text", 100, 200))
    with pytest.raises(ValueError, match="no Span"):
        QuotedLine("L1", "t", (Words("nothing"),))
