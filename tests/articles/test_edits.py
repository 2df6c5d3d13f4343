from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet import articles
from broadsheet.cli.reading.article import edit_lines
from broadsheet.model import Moment, Reader, Version
from broadsheet.text import hashing, textblocks

BODY = [
    "The council of Harrow Bay agreed on Monday to rebuild the pier.",
    "It set aside four million crowns for the work, which begins in May.",
    "Two councillors voted against the plan.",
]
AT = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def version(body: list[str], *, title: str = "Harrow Bay to rebuild its pier", id: str = "v1", **more: Any) -> Version:
    text = textblocks.build([("paragraph", line) for line in body])
    return Version(
        id=id, article_id="a1", capture_id="c1", link_id="", url="https://gazette.example/pier", outlet_id="gazette", title=title,
        text=text, text_hash=hashing.text_hash(title, text), captured=more.pop("captured", AT), reader=Reader("articles/1"), **more,
    )  # fmt: skip


def marked(before: str, after: str) -> str:
    """One paragraph's change as the command line shows it."""
    edit = articles.changes(version([*BODY, before]), version([*BODY, after], id="v2"))
    assert edit is not None
    line, silence = edit_lines(edit, ZoneInfo("UTC"), colour=False)
    assert silence.startswith("A silent edit")
    return line.removeprefix("Paragraph changed: ")


RISEN = "It set aside [-four-]{+five+} million crowns for the work, which begins in May."


def test_a_figure_that_rises_is_marked_word_by_word() -> None:
    before = version(BODY)
    after = version([BODY[0], BODY[1].replace("four", "five"), BODY[2]], id="v2")
    edit = articles.changes(before, after)
    assert edit is not None
    assert (edit.before_id, edit.after_id, edit.at) == ("v1", "v2", after.captured)
    assert edit.headline == ()
    assert [(piece.kind, piece.text) for piece in edit.body[0]] == [
        ("same", "It set aside "),
        ("removed", "four"),
        ("added", "five"),
        ("same", " million crowns for the work, which begins in May."),
    ]
    assert next(edit_lines(edit, ZoneInfo("UTC"), colour=False)) == f"Paragraph changed: {RISEN}"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("The mayor's boat sank.", "The owner's boat sank.", "The [-mayor's-]{+owner's+} boat sank."),
        ("It cost 1,200.50 crowns.", "It cost 1,300.50 crowns.", "It cost [-1,200.50-]{+1,300.50+} crowns."),
        (
            "She left the old harbour before dawn on Monday.",
            "She left a new quay after dark on Monday.",
            "She left [-the old harbour before dawn-]{+a new quay after dark+} on Monday.",
        ),
        ("市長は月曜日に橋を開いた。", "市長は火曜日に橋を開いた。", "市長は[-月-]{+火+}曜日に橋を開いた。"),
        (
            "Мэр открыл мост в понедельник.",
            "Мэр закрыл мост в понедельник.",
            "Мэр [-открыл-]{+закрыл+} мост в понедельник.",
        ),
    ],
)
def test_marks_are_a_persons(before: str, after: str, expected: str) -> None:
    assert marked(before, after) == expected


def test_headline_body_and_time_of_change_are_apart_and_notes_known() -> None:
    note = "This article was amended on 3 March 2026 to correct the sum."
    stated = Moment(datetime(2026, 3, 3, 9, 0, tzinfo=UTC), "minute", "page", 0)
    after = version([*BODY[:2], note], title="Harrow Bay will rebuild its pier", id="v2", modified=stated)
    edit = articles.changes(version(BODY), after)
    assert edit is not None
    assert "".join(piece.text for piece in edit.headline if piece.kind != "removed") == after.title
    assert edit.notes == (note,)
    assert edit.modified == (None, stated)
    assert not edit.is_silent
    lines = list(edit_lines(edit, ZoneInfo("UTC"), colour=False))
    assert lines[0].startswith("Headline: ")
    assert lines[-1] == "Stated time of change: none → 3 Mar 2026 09:00"
    assert lines[-2] == f"The outlet’s own note: {note}"
    assert not any(note in line for line in lines[:-2]), "a note is shown once, as a note"
    assert articles.notes_of(after) == (note,)


def test_a_change_without_note_or_new_time_is_silent() -> None:
    edit = articles.changes(version(BODY), version([*BODY[:2], BODY[2].replace("Two", "Three")], id="v2"))
    assert edit is not None
    assert edit.is_silent


def test_what_is_no_edit() -> None:
    before = version(BODY)
    assert articles.changes(before, before) is None
    assert articles.changes(before, replace(version(BODY[:2], id="v2"), access="teaser")) is None
    assert articles.changes(before, replace(version(BODY[:2], id="v2"), reader=Reader("articles/0"))) is None
    assert articles.changes(before, replace(version(BODY[:2], id="v2"), reader=Reader("articles/1", "p2"))) is None
    assert articles.changes(before, version([BODY[0], BODY[1][:20]], id="v2")) is None
    assert articles.changes(before, version(BODY, title="Pier: a new start", id="v2")) is None
    assert articles.changes(before, version([BODY[0], f"{BODY[1]} {BODY[2]}"], id="v2")) is None, "parted otherwise"
    assert articles.changes(before, version([BODY[0], BODY[2], BODY[1]], id="v2")) is None, "moved"
    live = version(BODY, kind="live")
    assert articles.changes(live, version([*BODY, "10:30 The vote begins."], id="v2", kind="live")) is None


def test_a_new_headline_with_a_later_time_of_change_is_an_edit() -> None:
    first, second = (Moment(AT + timedelta(hours=hour), "minute", "page", 0) for hour in (1, 2))
    before = version(BODY, modified=first, captured=AT + timedelta(hours=4))
    after = version(BODY, title="Pier plan passed", id="v2", modified=second, captured=AT + timedelta(hours=5))
    edit = articles.changes(before, after)
    assert edit is not None
    assert edit.headline
    assert edit.body == ()
    stamped = replace(after, modified=Moment(after.captured, "minute", "page", 0))
    assert articles.changes(before, stamped) is None, "a time made when the page is asked for says nothing"


def test_history_looks_past_teasers_torn_captures_and_tests() -> None:
    changed = [BODY[0], BODY[1].replace("four", "five"), BODY[2]]
    seen = [
        version(BODY, id="v1"),
        version(BODY[:1], id="v2", access="teaser"),
        version([BODY[0], BODY[1][:9]], id="v3"),
        version(BODY, id="v4", title="Pier: a new start"),
        version(changed, id="v5"),
    ]
    edits = articles.history(seen)
    assert [(edit.before_id, edit.after_id) for edit in edits] == [("v4", "v5")]
    assert edits[0].headline == (), "the first headline came back: a test"
    assert next(edit_lines(edits[0], ZoneInfo("UTC"), colour=False)) == f"Paragraph changed: {RISEN}"
    assert articles.history([]) == ()


@pytest.mark.parametrize(
    "line",
    [
        "Correction: an earlier version of this report gave the wrong sum.",
        "Correction (3 March): the sum was five million.",
        "UPDATE, 3 March 10:30: The vote has ended.",
        "Anmerkung der Redaktion: Die Summe wurde berichtigt.",
        "In einer früheren Version dieses Artikels hieß es, die Fähre sei gesunken.",
        "Dieser Artikel wurde am 3. März korrigiert; ursprünglich stand hier eine andere Summe.",
        "Rectificatif : la somme est de cinq millions.",
        "Fe de erratas: la suma es de cinco millones.",
        "Rettifica: la somma è di cinque milioni.",
        "Errata: a soma é de cinco milhões.",
        "Rättelse: summan var fel.",
        "Sprostowanie: kwota wynosi pięć milionów.",
        "Уточнение: сумма составляет пять миллионов.",
        "訂正：金額に誤りがありました。",
        "تصحيح: المبلغ خمسة ملايين.",
    ],
)
def test_notes_are_recognised_and_kept(line: str) -> None:
    after = version([*BODY, line], id="v2")
    assert articles.notes_of(after) == (line,)
    edit = articles.changes(version(BODY), after)
    assert edit is not None
    assert edit.notes == (line,)


@pytest.mark.parametrize(
    "line", ["The corrections officer said no.", "Update your phone first, the police said.", "Die Korrektur kam spät."]
)
def test_what_is_no_note(line: str) -> None:
    assert articles.notes_of(version([line])) == ()


WORDS = st.lists(
    st.sampled_from(["pier", "bay", "four", "five", "council", ",", "said", "2026", "海", "港"]), max_size=12
)


@given(st.lists(WORDS, min_size=1, max_size=6), st.lists(WORDS, min_size=1, max_size=6))
def test_both_texts_can_be_read_out_of_an_edit(old: list[list[str]], new: list[list[str]]) -> None:
    before = version([" ".join(words) for words in old])
    after = version([" ".join(words) for words in new], id="v2")
    edit = articles.changes(before, after)
    if edit is None:
        return
    changed_before = {"".join(piece.text for piece in pieces if piece.kind != "added") for pieces in edit.body}
    changed_after = {"".join(piece.text for piece in pieces if piece.kind != "removed") for pieces in edit.body}
    lines_before = {before.text.of(block) for block in before.text.blocks}
    lines_after = {after.text.of(block) for block in after.text.blocks}
    assert changed_before - {""} <= lines_before
    assert changed_after - {""} <= lines_after
    words_before, words_after = ("".join(each.text.content.split()) for each in (before, after))
    assert changed_before != changed_after or words_before == words_after
