"""Renderings beside the files that they gave when somebody last looked at them and found them good.

`python -m tests.messages.test_golden` writes them anew, to be looked at before they are committed.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from broadsheet import editions, messages
from tests.editions.material import FERRY, FERRY_MAIL, FERRY_POST, MAIL, compose, statement, story, version

GOLDEN = Path(__file__).parent / "golden"


def rendered() -> dict[str, bytes]:
    """One small edition in all its renderings; its Statements are written by hand, so that no other room moves it."""
    told = story("ferry", FERRY, FERRY_POST, FERRY_MAIL, copies={"aferry3": "aferry1"})
    fog = "“The fog came down like a lid, and we heard the rock before we saw it,”"
    said = (
        statement(FERRY, fog, "told", "Ada Holm", "Ada Holm"),
        statement(
            FERRY_POST, "“We were on the bench and then we were on the floor,”", "said", "Lena Ruud", "Lena Ruud"
        ),
    )
    lone = version("lone", MAIL, "Pear trees planted on the Senby slope", ["Forty pear trees were planted on Sunday."])
    material = editions.StoryMaterial(told.story, told.reports, told.versions, said, told.fresh)
    edition, versions = compose(material, alone=(lone,))
    return dict(editions.seal(edition, editions.proofs(edition, versions), messages.render).files)


@pytest.mark.parametrize("name", ["edition.txt", "index.html", "mail.html", "sources.html"])
def test_a_rendering_is_as_it_was_found_good(name: str) -> None:
    assert rendered()[name].decode() == (GOLDEN / name).read_text(encoding="utf-8")


if __name__ == "__main__":
    for file in ("edition.txt", "index.html", "mail.html", "sources.html"):
        (GOLDEN / file).write_bytes(rendered()[file])
