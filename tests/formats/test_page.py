"""docs/formats.md says what the wire types say."""

from __future__ import annotations

from tools import formats

from tests.conftest import ROOT


def test_the_page_is_current() -> None:
    assert (ROOT / "docs" / "formats.md").read_text(encoding="utf-8") == formats.page(), "python -m tools.formats"


def test_each_wire_type_says_what_it_is() -> None:
    for _, module in formats.CHAPTERS:
        assert all(kind.__doc__ and len(kind.__doc__) > 20 for kind in formats.kinds(module))
