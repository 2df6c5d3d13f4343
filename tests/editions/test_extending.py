"""What docs/extending.md shows of editions: a kind of section is a function and its row, a form is a row."""

from __future__ import annotations

from typing import get_args, get_type_hints

import pytest

from broadsheet import editions, messages
from broadsheet.editions import recipe_files, sections
from broadsheet.editions.recipe import Recipe, RecipeSection
from broadsheet.editions.sections.context import SectionContext, SectionKind
from broadsheet.editions.sections.texts import Texts
from broadsheet.editions.write import items, sentences
from broadsheet.editions.write.lines import words_of
from broadsheet.editions.write.stories import FORMS
from broadsheet.errors import BrokenEdition, InputError, SettingsError
from broadsheet.formats.v1 import edition as v1
from broadsheet.model import Edition, Entry, Group, Outlet, Span, Version
from broadsheet.model.edition import Form, GroupRole
from tests.editions.material import DAY, FERRY_STORY, MAIL, OUTLETS, WINDOW, version

PEARS = version(
    "pears",
    MAIL,
    "Keeper of the Senby slope on forty pear trees",
    ["The keeper of the Senby slope has planted forty pear trees beside the old mill.", "Will they bear fruit?"],
    kind="interview",
)
TEXT = 'name = "asked"\ntitle = "Asked"\n[[sections]]\nlabel = "Still open"\ntake = "questions"\nmost = 1\n'


def questions(context: SectionContext, part: RecipeSection) -> list[Entry]:
    """What a kind to come may want: several groups of an entry, one of them under a label of its own, and computed Lines."""
    found: list[Entry] = []
    for asked in context.texts():
        lines = [
            line
            for each in sentences.of(asked)
            if each.words.endswith("?") and (line := context.writer.sentence(asked, each.start, each.end))
        ]
        groups = (
            Group("headline", None, (context.writer.headline(asked),)),
            Group("note", context.writer.builder.label("Nobody has answered"), tuple(lines)),
        )
        if (
            lines
            and len(found) < part.most
            and context.spend(words_of([line for each in groups for line in each.lines]))
        ):
            context.left.covered.add(asked.article_id)
            found.append(Entry("", "brief", groups))
    return found


def printed(recipe: Recipe, *alone: Version) -> tuple[Edition, editions.Sealed]:
    """The edition of a recipe over some lone texts, sealed with its renderings."""
    material = editions.Material((), alone, OUTLETS)
    edition = editions.compose(recipe, material, date=DAY, zone="UTC", window=WINDOW)
    proofs = editions.proofs(edition, {each.id: each for each in alone})
    return edition, editions.seal(edition, proofs, messages.render)


def test_a_kind_of_section_is_a_function_and_its_row(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its Lines stand in page, mail, text and feed, are traced to their sources and read back, and nothing else was told."""
    monkeypatch.setitem(sections.KINDS, "questions", SectionKind(questions))
    edition, sealed = printed(recipe_files.read(TEXT, where="recipes/asked.toml"), PEARS)
    assert [each.label.text for each in edition.sections] == ["Still open"]
    for name in ("index.html", "mail.html", "edition.txt"):
        page = sealed.files[name].decode()
        assert "Will they bear fruit?" in page and "Nobody has answered" in page, name
    item = messages.edition_item(edition, hash=sealed.hash, url="https://paper.example/")
    assert "Will they bear fruit?" in item.body and "Nobody has answered" in item.body
    found = editions.verify(sealed.files, expected=sealed.hash, render=messages.render)
    assert found.ok, found.problems
    lost = sealed.files["mail.html"].replace(b"Will they bear", b"They will bear")
    assert not editions.verify({**sealed.files, "mail.html": lost}).ok
    assert "article that this recipe takes no line of" not in " ".join(line.words for line in edition.lines())


def test_a_section_keeps_to_the_minutes_of_its_edition(monkeypatch: pytest.MonkeyPatch) -> None:
    long = version("long", MAIL, "One long question", [f"Will {'very ' * 300}many come?"])
    monkeypatch.setitem(sections.KINDS, "questions", SectionKind(questions))
    recipe = Recipe("asked", "Asked", minutes=1, sections=(RecipeSection("Still open", "questions"),))
    assert printed(recipe, long)[0].sections == ()


def test_no_kind_of_section_can_print_what_stands_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    def invents(context: SectionContext, _: RecipeSection) -> list[Entry]:
        context.writer.builder.slot("sentence", Span("velsewhere", "text", 0, 4))
        return []

    monkeypatch.setitem(sections.KINDS, "questions", SectionKind(invents))
    with pytest.raises(BrokenEdition, match="velsewhere"):
        printed(recipe_files.read(TEXT, where="x"), PEARS)


def test_a_section_of_single_texts_is_a_choice_and_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def interviews(material: editions.Material, _: dict[str, Outlet]) -> list[Version]:
        return [each for each in material.alone if each.kind == "interview"]

    monkeypatch.setitem(sections.KINDS, "interviews", SectionKind(Texts(interviews, items.opening_words).fill))
    edition, _ = printed(Recipe("talk", "Talk", sections=(RecipeSection("Interviews", "interviews"),)), PEARS)
    words = [line.words for line in edition.lines()]
    assert words[0] == "Interviews" and any("forty pear trees beside the old mill" in each for each in words)


def test_a_kind_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(SettingsError, match="take of sections.1") as refused:
        recipe_files.read(TEXT, where="recipes/asked.toml")
    assert "stories, singles, features, opinions" in refused.value.hint
    with pytest.raises(InputError, match="questions"):
        printed(Recipe("asked", "Asked", sections=(RecipeSection("Still open", "questions"),)), PEARS)


def test_what_is_tried_in_the_place_of_a_form_is_a_form() -> None:
    assert all(set(limits.instead) <= set(FORMS) - {form} for form, limits in FORMS.items())
    for form in FORMS:
        recipe = Recipe("day", "Day", sections=(RecipeSection("News", "stories", form=form),))
        material = editions.Material((FERRY_STORY,), (), OUTLETS)
        edition = editions.compose(recipe, material, date=DAY, zone="UTC", window=WINDOW)
        assert [entry.form for each in edition.sections for entry in each.entries] == [form]


def test_what_an_edition_can_say_is_what_its_format_can_write() -> None:
    """A form or a job of a group that stands in one of them only could be composed and not be read again."""
    assert get_args(Form) == get_args(get_type_hints(v1.Entry)["form"]) == tuple(FORMS)
    assert get_args(GroupRole) == get_args(get_type_hints(v1.Group)["role"])
