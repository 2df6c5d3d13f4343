"""Names that are also small words, jobs or joiners: all people of one line are found, and nobody else."""

from __future__ import annotations

import json

import pytest

from broadsheet.languages import credits

from .papers import page, read

LINES: list[tuple[str, list[str]]] = [
    ("By ANNA FENWICK, TORE KAPP and PER LUND", ["ANNA FENWICK", "TORE KAPP", "PER LUND"]),
    ("Per Lund", ["Per Lund"]),
    ("By Per Lund", ["Per Lund"]),
    ("Ola Brandt, Mina Sool and Per Lund", ["Ola Brandt", "Mina Sool", "Per Lund"]),
    ("Von Miller", ["Von Miller"]),
    ("By De Witt Ola", ["De Witt Ola"]),
    ("Di Palma, Anna Rossi", ["Di Palma", "Anna Rossi"]),
    ("By Von Miller and Ann Lee", ["Von Miller", "Ann Lee"]),
    ("Von Hans Müller", ["Hans Müller"]),
    ("Von Hans Müller und Ute Beck", ["Hans Müller", "Ute Beck"]),
    ("Por Iria Ortega y Gasset", ["Iria Ortega y Gasset"]),
    ("Iria Ortega y Gasset", ["Iria Ortega y Gasset"]),
    ("Iria Ortega y Gasset y Ana López", ["Iria Ortega y Gasset", "Ana López"]),
    ("Iago Ramón y Cajal, Ana Pérez", ["Iago Ramón y Cajal", "Ana Pérez"]),
    ("Jordi Puig i Cadafell", ["Jordi Puig i Cadafell"]),
    ("Manuel Costa e Silva", ["Manuel Costa e Silva"]),
    ("Ana Pérez y Luis Gómez", ["Ana Pérez", "Luis Gómez"]),
    ("Ana Pérez e Luis Gómez", ["Ana Pérez", "Luis Gómez"]),
    ("Anna Puig i Marc Vila", ["Anna Puig", "Marc Vila"]),
    ("By Ann Guest", ["Ann Guest"]),
    ("Ann Guest", ["Ann Guest"]),
    ("Nora Post", ["Nora Post"]),
    ("By Nora Post and Ann Guest", ["Nora Post", "Ann Guest"]),
    ("Guest Post", []),
    ("Guest post by Ann Lee", ["Ann Lee"]),
    ("Guest Post By Ann Lee and Tom Roe", ["Ann Lee", "Tom Roe"]),
    ("Staff writer", []),
    ("Guest column by Ann Lee", ["Ann Lee"]),
    ("Guest author", []),
    ("Guest contributor Ann Lee", ["Ann Lee"]),
    ("By Staff Writer", []),
    ("Piers Orme-Lee", ["Piers Orme-Lee"]),
    ("By Piers Reed", ["Piers Reed"]),
    ("By May Lee", ["May Lee"]),
    ("By Will May", ["Will May"]),
    ("So Lund", ["So Lund"]),
    ("By So Young Kim", ["So Young Kim"]),
    ("By Ann Lee | Tom Roe", ["Ann Lee", "Tom Roe"]),
    ("Ann Lee & Tom Roe", ["Ann Lee", "Tom Roe"]),
    ("Ann Lee; Tom Roe", ["Ann Lee", "Tom Roe"]),
    ("Ann Lee / Tom Roe", ["Ann Lee", "Tom Roe"]),
    ("Ann Lee | Tom Roe", ["Ann Lee", "Tom Roe"]),
    ("Ann Lee und Tom Roe", ["Ann Lee", "Tom Roe"]),
    ("Ann Lee et Tom Roe", ["Ann Lee", "Tom Roe"]),
    ("Ann Lee og Tom Roe", ["Ann Lee", "Tom Roe"]),
    ("Ann Lee och Tom Roe", ["Ann Lee", "Tom Roe"]),
    ("Ann Lee en Tom Roe", ["Ann Lee", "Tom Roe"]),
    ("Ann Lee ja Tom Roe", ["Ann Lee", "Tom Roe"]),
    ("Ann Lee és Tom Roe", ["Ann Lee", "Tom Roe"]),
    ("Ann Lee ve Tom Roe", ["Ann Lee", "Tom Roe"]),
    ("Иван Петров и Анна Смит", ["Иван Петров", "Анна Смит"]),
    ("Іван Петренко та Анна Сміт", ["Іван Петренко", "Анна Сміт"]),
    ("ANN LEE, TOM ROE Y PER LUND", ["ANN LEE", "TOM ROE", "PER LUND"]),
    ("Ann Lee AND Tom Roe", ["Ann Lee", "Tom Roe"]),
    ("By Ann Lee, Staff Writer", ["Ann Lee"]),
    ("By Ann Lee, The Morven Post", ["Ann Lee"]),
    ("Ann Lee, Washington Post", ["Ann Lee"]),
    ("By Ann Lee | Alderport", ["Ann Lee"]),
    ("By Ann Lee | Staff Writer", ["Ann Lee"]),
    ("By Ann Lee | The Morven Post", ["Ann Lee"]),
    ("Morven Post", []),
    ("The Morven Post", []),
    ("Par Jean Petit", ["Jean Petit"]),
    ("De Jean Petit", ["Jean Petit"]),
    ("Per Marta Vila", ["Marta Vila"]),
    ("Van Jones", ["Van Jones"]),
    ("Chief Olu Ade", ["Olu Ade"]),
    ("Joan Story", ["Joan Story"]),
    ("Susan Read", ["Susan Read"]),
    ("Paula More", ["Paula More"]),
    ("Ann Press", ["Ann Press"]),
    ("By Per Olav Lund and Ann Lee", ["Per Olav Lund", "Ann Lee"]),
    ("By Ann Lee and Per Olav Lund", ["Ann Lee", "Per Olav Lund"]),
    ("Ann Lee, Per Olav Lund", ["Ann Lee", "Per Olav Lund"]),
    ("Read more", []),
    ("Share post", []),
    ("Latest Post", []),
    ("Blog Post", []),
    ("Guest", []),
    ("Post", []),
]


@pytest.mark.parametrize(("line", "names"), LINES)
def test_all_people_of_a_line(line: str, names: list[str]) -> None:
    assert list(credits.people(line)) == names


@pytest.mark.parametrize(
    ("language", "line", "names"),
    [
        ("en", "De Witt Ola", ["De Witt Ola"]),
        ("en", "Von Ellis Marr", ["Von Ellis Marr"]),
        ("no", "Per Olav Lund", ["Per Olav Lund"]),
        ("de", "Von Hans Müller", ["Hans Müller"]),
        ("fr", "De Jean Petit", ["Jean Petit"]),
        ("ca", "Per Marta Vila", ["Marta Vila"]),
        ("en", "Af Kilde Runa", ["Af Kilde Runa"]),
    ],
)
def test_a_small_word_leads_to_a_name_in_its_own_languages_only(language: str, line: str, names: list[str]) -> None:
    assert list(credits.people(line, language=language)) == names


STATED: list[tuple[object, list[str]]] = [
    ("Per Lund", ["Per Lund"]),
    ("De Witt Ola", ["De Witt Ola"]),
    ("Ola Brandt, Mina Sool and Per Lund", ["Ola Brandt", "Mina Sool", "Per Lund"]),
    (["Ola Brandt", "Von Marr", "Per Lund"], ["Ola Brandt", "Von Marr", "Per Lund"]),
    ([{"@type": "Person", "name": "Per Lund"}, {"@type": "Person", "name": "Ann Guest"}], ["Per Lund", "Ann Guest"]),
    ({"@type": "Person", "name": "Di Palma"}, ["Di Palma"]),
    ("Guest Post", []),
    ("Staff Writer", []),
]


@pytest.mark.parametrize(("author", "names"), STATED)
def test_people_of_structured_data(author: object, names: list[str]) -> None:
    thing = {"@type": "NewsArticle", "headline": "Lift bridge at Morven shut for repairs", "author": author}
    head = f'<script type="application/ld+json">{json.dumps(thing)}</script>'
    assert list(read(page(head=head)).authors) == names


BYLINES = [pair for pair in LINES if pair[0].startswith(("By ", "Guest post by"))]


@pytest.mark.parametrize(("line", "names"), BYLINES)
def test_people_of_a_visible_byline(line: str, names: list[str]) -> None:
    version = read(page(above=f'<p class="byline">{line}</p>'))
    assert list(version.authors) == names
    assert line not in version.text.content or not names
