"""The renderings that lie in an edition's folder, beside its manifest and proofs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from broadsheet.messages import plaintext
from broadsheet.messages.links import Links
from broadsheet.messages.mail import mail_html
from broadsheet.messages.page import page, sources_page, stylesheet
from broadsheet.model import BlockProof, Edition


def render(edition: Edition, proofs: Sequence[BlockProof], hash: str) -> Mapping[str, bytes]:
    """File names and bytes; `hash` is printed wherever a rendering carries it."""
    if edition.form == "public":
        return {
            "edition.txt": plaintext.text(edition, hash=hash).encode(),
            "index.html": page(edition, hash=hash, links=Links(kind="public")).encode(),
            "page.css": stylesheet(),
        }
    return {
        "edition.txt": plaintext.text(edition, hash=hash).encode(),
        "index.html": page(edition, hash=hash).encode(),
        "mail.html": mail_html(edition, hash=hash).encode(),
        "page.css": stylesheet(),
        "sources.html": sources_page(edition, proofs, hash=hash).encode(),
    }
