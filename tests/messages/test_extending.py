"""What docs/extending.md shows of renderings: a new one is read back, and older editions know nothing of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

import jinja2
import pytest

from broadsheet import editions, messages
from broadsheet.editions.check import readback
from broadsheet.messages.page import templates
from broadsheet.model import BlockProof, Edition, Line
from tests.editions.material import FERRY_STORY, compose

EDITION, VERSIONS = compose(FERRY_STORY)
PROOFS = editions.proofs(EDITION, VERSIONS)


def markdown(edition: Edition, hash: str) -> str:
    """A rendering that writes some characters otherwise than they read."""
    rows = [re.sub(r"([*_])", r"\\\1", line.words) for line in edition.lines()]
    return "\n\n".join([f"# {edition.title}", *rows, f"`{hash}`", ""])


def render(edition: Edition, proofs: Sequence[BlockProof], hash: str) -> Mapping[str, bytes]:
    return {**messages.render(edition, proofs, hash), "edition.md": markdown(edition, hash).encode()}


def in_markdown(name: str, text: str, lines: tuple[Line, ...]) -> Iterator[str]:
    yield from readback.READERS[".txt"](name, re.sub(r"\\(.)", r"\1", text), lines)


def test_a_new_rendering_is_sealed_and_read_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(readback.READERS, ".md", in_markdown)
    sealed = editions.seal(EDITION, PROOFS, render)
    found = editions.verify(sealed.files, expected=sealed.hash, render=render)
    assert found.ok, found.problems
    other = sealed.files["edition.md"].replace(b"40 passengers", b"14 passengers")
    assert other != sealed.files["edition.md"]
    problems = editions.verify({**sealed.files, "edition.md": other}).problems
    assert any("edition.md: line" in each and "does not stand there" in each for each in problems)


def test_each_file_of_a_folder_is_read_back_or_has_no_lines() -> None:
    """A rendering that nobody reads back could say anything."""
    public = editions.public(EDITION, VERSIONS)
    for edition in (EDITION, public):
        for name in messages.render(edition, editions.proofs(edition, VERSIONS), "ab" * 32):
            assert (PurePosixPath(name).suffix in readback.READERS) is not (name == "page.css"), name
            assert name in readback.WITHOUT_LINES or name.rpartition(".")[0] in ("edition", "index", "mail"), name


def test_a_text_can_be_withdrawn_from_an_edition_that_is_older_than_a_rendering() -> None:
    """Its folder is made anew with the files that its hash covers, and no other."""
    sealed = editions.seal(EDITION, PROOFS, messages.render)
    gone = EDITION.sources[0].version_id
    left = editions.without(sealed.edition, [gone])
    proofs = editions.proofs(left, {id: each for id, each in VERSIONS.items() if id != gone})
    anew = editions.seal_anew(left, sealed.hash, proofs, render)
    assert set(anew.files) == set(sealed.files)
    ledger = editions.Ledgered(left, {}, "paper")
    found = editions.verify(anew.files, expected=sealed.hash, render=render, ledger=ledger)
    assert found.ok and found.withdrawn, found.problems


MAIL = """{% from "parts.html" import whole %}
<!doctype html><title>{{ subject }}</title><h1>Small: {{ edition.title }}</h1>
{% for section in sections %}{{ whole('h2', section.label) }}
{% for entry in section.entries %}{% for group in entry.groups %}
{% if group.label %}{{ whole('h4', group.label) }}{% endif %}{% for line in group.lines %}{{ whole('p', line) }}{% endfor %}
{% endfor %}{% endfor %}{% endfor %}
{% for line in closing %}{{ whole('p', line) }}{% endfor %}<p>{{ hash }}</p>
"""


@pytest.fixture
def small_mail(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Templates that lie beside those that ship."""
    added = {"mail.morning.html": MAIL}
    loader = templates().loader
    assert loader is not None
    monkeypatch.setattr(templates(), "loader", jinja2.ChoiceLoader([jinja2.DictLoader(added), loader]))
    return added


def test_a_mail_template_is_a_file_with_the_name_of_its_recipe(small_mail: dict[str, str]) -> None:
    sealed = editions.seal(EDITION, PROOFS, messages.render)
    assert b"<h1>Small: The Test</h1>" in sealed.files["mail.html"]
    assert "<h1>Small: The Test</h1>" in messages.mail_html(EDITION, hash=sealed.hash), "and so it is sent"
    found = editions.verify(sealed.files, expected=sealed.hash, render=messages.render)
    assert found.ok, found.problems
    assert "Small:" not in messages.mail_html(replace(EDITION, recipe="evening"), hash=sealed.hash)


def test_a_template_that_forgets_a_line_is_no_mail_of_the_edition(small_mail: dict[str, str]) -> None:
    small_mail["mail.morning.html"] = MAIL.replace("whole('h2', section.label)", "''")
    sealed = editions.seal(EDITION, PROOFS, messages.render)
    assert any("mail.html: line L1 is missing" in each for each in editions.verify(sealed.files).problems)


@pytest.mark.parametrize("recipe", ["../page", "a/../../../x", "x\0", "n" * 5000])
def test_no_name_of_a_recipe_leads_out_of_the_templates(recipe: str) -> None:
    """A manifest is anybody's: its recipe may be called anything."""
    assert "Tarn Cross" in messages.mail_html(replace(EDITION, recipe=recipe), hash="ab" * 32)
