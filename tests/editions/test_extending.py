"""What docs/extending.md shows: a kind of section is one row in a table."""

from __future__ import annotations

import pytest

from broadsheet import editions
from broadsheet.editions.recipe import Recipe, RecipeSection
from broadsheet.editions.write import items
from broadsheet.editions.write.stories import FORMS, ROOMS
from broadsheet.model import Outlet, Version
from tests.conftest import ROOT
from tests.editions.material import DAY, MAIL, OUTLETS, WINDOW, version

PEARS = version(
    "pears",
    MAIL,
    "Keeper of the Senby slope on forty pear trees",
    ["The keeper of the Senby slope has planted forty pear trees beside the old mill.", "It was dry."],
    kind="interview",
)


def interviews(material: editions.Material, _: dict[str, Outlet]) -> list[Version]:
    return [each for each in material.alone if each.kind == "interview"]


def test_a_row_is_all_that_a_kind_of_section_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(items.KINDS, "interviews", items.ItemKind(interviews, items.KINDS["features"].line))
    recipe = Recipe("talk", "Talk", sections=(RecipeSection("Interviews", "interviews"),))  # type: ignore[arg-type]
    material = editions.Material((), (PEARS,), OUTLETS)
    edition = editions.compose(recipe, material, date=DAY, zone="UTC", window=WINDOW)
    (section,) = edition.sections
    printed = [line.words for line in edition.lines()]
    assert section.label.text == "Interviews"
    assert any("forty pear trees beside the old mill" in each for each in printed)


def test_every_form_has_its_limits_and_what_is_tried_in_its_place() -> None:
    assert set(FORMS) == set(ROOMS)
    assert all(form == tried[0] and set(tried) <= set(ROOMS) for form, tried in FORMS.items())


def test_the_page_names_tables_that_exist() -> None:
    page = (ROOT / "docs" / "extending.md").read_text(encoding="utf-8")
    for path in ("editions/write/items.py", "editions/write/stories.py", "messages/folder.py", "web/app.py"):
        assert path in page and (ROOT / "src" / "broadsheet" / path).exists()
