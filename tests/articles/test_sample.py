"""The sample outlets, whose pages turn their boilerplate, adverts and teasers at every request."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from broadsheet import articles
from broadsheet.demo import content, render
from broadsheet.demo.truth import truth
from broadsheet.model import Capture, Made, Version
from broadsheet.text import hashing

FORBIDDEN = {house.outlet.id: house.forbidden for house in content.houses()}
PIECES = [
    piece for piece in content.pieces() if not any(piece.path.startswith(each) for each in FORBIDDEN[piece.outlet_id])
]
# What the sample prints in a byline without naming a person.
NOBODY = ("Our correspondent in Ardo", "Lantern staff")
EDITS = {edit.article: edit for edit in truth().edits}
LAST = max(*(piece.published for piece in PIECES), *(edit.at for edit in EDITS.values())) + timedelta(hours=3)
READ = articles.prepare()


def version(piece: content.Piece, moment: datetime, *, cut: int = 0) -> Version:
    """A piece as its outlet serves it at a moment, with `cut` bytes missing at the end."""
    base = f"http://{piece.outlet_id}.localhost"
    served = render.answer(piece.outlet_id, base, piece.path, moment)
    assert served.status == 200
    payload = served.body[: len(served.body) - cut]
    url = f"{base}{piece.path}"
    capture = Capture(
        hashing.capture_id(url, hashing.digest(payload)), url, moment, 200, (("Content-Type", served.content_type),), payload,
        hashing.digest(payload), truncated="length" if cut else "",
    )  # fmt: skip
    house = next(house for house in content.houses() if house.outlet.id == piece.outlet_id)
    outcome = READ([articles.Page(capture, None, "a1", house.outlet)])[0]
    assert isinstance(outcome, Made), outcome
    found: Version = outcome.value.version
    return found


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.slug)
def test_a_page_gives_its_piece_and_nothing_else(piece: content.Piece) -> None:
    """Title, people and every block of the text; no line of the boilerplate around it."""
    read = version(piece, LAST)
    said = piece.at(LAST)
    assert read.title == said.title
    assert list(read.authors) == [name for name in said.authors if name not in NOBODY]
    notes = articles.notes_of(read)
    lines = [line for block in read.text.blocks if (line := read.text.of(block)) not in notes]
    wanted = [line for line in said.text().split("\n") if line]
    assert lines == (wanted if read.access == "full" else wanted[: len(lines)])
    assert len(lines) > 1


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.slug)
def test_only_what_was_edited_is_an_edit(piece: content.Piece) -> None:
    moments = [LAST + timedelta(hours=hours) for hours in (0, 7, 29)]
    seen = [version(piece, piece.published + timedelta(minutes=1)), *(version(piece, moment) for moment in moments)]
    seen.insert(2, version(piece, LAST + timedelta(hours=3), cut=900))
    edits = articles.history(seen)
    true = EDITS.get(piece.slug)
    if true is None:
        assert edits == ()
        return
    (edit,) = edits
    assert edit.is_silent == true.silent
    assert edit.notes == ((true.note,) if true.note else ())
    went = [piece.text for pieces in edit.body for piece in pieces if piece.kind == "removed"]
    came = [piece.text for pieces in edit.body for piece in pieces if piece.kind == "added"]
    assert all(words in true.before for words in went)
    assert all(words in true.after or words == true.note for words in came)
    assert went
    assert edit.headline == ()
