"""The flow is data: each stage takes only what was made before it, and the docs draw it as it is."""

from __future__ import annotations

from broadsheet import flow
from broadsheet.model import Source
from tests.conftest import ROOT


def test_each_stage_takes_what_an_earlier_one_made() -> None:
    made = {flow.name_of(Source)}
    for stage in flow.FLOW:
        missing = {flow.name_of(noun) for noun in stage.takes} - made
        assert not missing, f"{stage.name} takes {missing}, which nothing before it makes"
        made.add(flow.name_of(stage.makes))


def test_the_architecture_page_shows_this_flow() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert flow.figure() in page, (
        "draw the figure anew: python -c 'from broadsheet.flow import figure; print(figure())'"
    )


def test_stages_that_store_rows_have_a_version() -> None:
    for stage in flow.FLOW:
        if stage.name in ("articles", "copies", "stories", "statements"):
            assert stage.version, stage.name
