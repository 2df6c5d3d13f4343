from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from broadsheet import articles
from broadsheet.text.textblocks import clean

PAGE = """Harrow Bay to rebuild its pier before winter
Councillors voted nine to two for a plan that uses oak from the town’s own woods
The council of Harrow Bay agreed on Monday to rebuild the pier that a storm tore away in January.
“We will not lose another season,” the mayor, Ines Okar, told the chamber before the vote.
Subscribe to The Tide
Know the sea before it knows you.
Sign up for The Tide's free newsletters
From our harbour letter to a weekly digest of weather, get the best of The Tide delivered to your inbox.
From our harbour letter to a weekly digest of weather, get the best of The Tide delivered to your inbox.
Oak from the woods
The plan uses oak that was felled in the town woods two winters ago, the surveyor Pell Anders said.
She said no.
Sign up for today's best tides in your inbox
-
Is the harbour safe again?
Talking point The masters of three boats think not
By Tam Oster Published
-
The school roof leaks
Speed read Nobody has a ladder that is long enough
By Joan Rill, The Tide Published
"""


def test_boilerplate_goes_and_the_article_stays() -> None:
    title, standfirst, blocks = articles.clean_text(PAGE)
    assert title == "Harrow Bay to rebuild its pier before winter"
    assert standfirst.startswith("Councillors voted nine to two")
    assert [kind for kind, _ in blocks] == ["paragraph", "paragraph", "heading", "paragraph", "paragraph"]
    whole = "\n".join(line for _, line in blocks)
    assert "She said no." in whole
    for words in ("Subscribe", "Know the sea", "newsletters", "inbox", "Talking point", "Published", "school roof"):
        assert words not in whole


def test_the_sample_page(data_dir) -> None:  # type: ignore[no-untyped-def]
    page = data_dir.parent / "samples" / "summit.txt"
    title, standfirst, blocks = articles.clean_text(page.read_text(encoding="utf-8"))
    text = "\n".join(line for _, line in blocks)
    assert title
    assert standfirst
    assert len(blocks) == 17
    for words in ("newsletter", "inbox", "Subscribe", "Published", "echo chamber", "Speed Read"):
        assert words.casefold() not in text.casefold()


ABOVE = """The Harrow Gazette
Menu
World
Die Fähre nach Sule fährt wieder
Von Ute Brandt
Neun Wochen nach dem Brand im Maschinenraum legt das Schiff am Freitag ab
Stand: 02.03.2026, 18:05 Uhr
Die Fähre zur Insel Sule fährt am Freitag wieder, neun Wochen nach einem Brand in ihrem Maschinenraum, teilte der Hafen mit.
Bis August fährt nur ein Schiff, und Fahrräder müssen warten, sagte der Sprecher der Hafenbehörde am Mittwoch.
Foto: Jo Ander
Lesen Sie auch: Hundert Jahre Hafen
Korrektur: In einer früheren Fassung hieß es, zwei Schiffe führen.
Zum Newsletter anmelden
Kommentare"""


def test_what_stands_above_and_below_an_article_goes_and_its_note_stays() -> None:
    title, standfirst, blocks = articles.clean_text(ABOVE)
    assert title == "Die Fähre nach Sule fährt wieder"
    assert standfirst.startswith("Neun Wochen nach dem Brand")
    assert [line.split()[0] for _, line in blocks] == ["Die", "Bis", "Korrektur:"]


def test_text_without_a_headline() -> None:
    line = "The council of Harrow Bay agreed on Monday to rebuild the pier that a storm tore away in January."
    assert articles.clean_text(f"{line}\n{line[:-1]} again.") == (
        "",
        "",
        [("paragraph", line), ("paragraph", f"{line[:-1]} again.")],
    )


@given(st.text(max_size=300))
def test_every_block_is_a_line_of_the_text(text: str) -> None:
    title, standfirst, blocks = articles.clean_text(text)
    lines = {clean(line) for line in text.splitlines()}
    assert not title or title in lines
    assert not standfirst or standfirst in lines
    assert all(any(each in line for line in lines) for _, each in blocks)


def test_a_row_of_bullets_as_long_as_prose_is_read_to_the_end() -> None:
    rows = "»" * 100
    _, _, blocks = articles.clean_text(f"{rows}\nThe pier\n{rows}\n{PAGE}")
    assert any("rebuild the pier that a storm" in line for _, line in blocks)
