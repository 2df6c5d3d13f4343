"""An Edition as mail: HTML with inline styles and plain text, with the same Lines; links to the outlets or to the web edition."""

from __future__ import annotations

from broadsheet.messages.links import Links
from broadsheet.messages.page import templates
from broadsheet.messages.view import Viewer
from broadsheet.model import Edition, QuotedLine, Slot

CLIPPED = 102_000  # bytes of encoded HTML above which Gmail cuts a message off

_STYLES = {
    "soft": "color:#57524a",
    "link": "color:#7a1f12",
    "small": "margin:8px 0 0;text-align:center;font-size:14px;color:#57524a",
    "rubric": "margin:26px 0 10px;font-size:13px;letter-spacing:2px;text-transform:uppercase;font-weight:600",
    "kicker": "margin:0 0 2px;font-size:13px;letter-spacing:1.5px;text-transform:uppercase",
    "headline": "margin:0 0 8px;font-size:25px;line-height:1.2;font-weight:700",
    "label": "margin:16px 0 4px;font-size:13px;letter-spacing:1.5px;text-transform:uppercase;font-weight:600",
    "text": "margin:0 0 2px",
    "cite": "margin:0 0 12px;font-size:14px",
    "row": "padding:7px 0;border-top:1px solid #c9c2b4;font-size:16px",
    "copied": "padding:6px 0 6px 16px;border-top:1px dotted #c9c2b4;font-size:15px",
}


def mail_html(edition: Edition, *, hash: str, web: str = "") -> str:
    """The HTML part. `web` is the address of this edition on the web, or ""."""
    viewer = Viewer(edition, Links(kind="public"))
    return templates().get_template("mail.html").render(
        edition=edition,
        subject=subject(edition),
        preheader=preheader(edition),
        day=f"{edition.date:%A}, {edition.date.day} {edition.date:%B %Y}",
        sections=viewer.sections(),
        closing=viewer.closing(),
        hash=hash,
        web=web,
        s=_STYLES,
    )  # fmt: skip


def subject(edition: Edition) -> str:
    """``{paper}: {headline of the lead}``, else with the date."""
    lead = _lead(edition, "headline")
    title = next((part.text for part in lead.parts if isinstance(part, Slot)), "") if lead else ""
    return f"{edition.title}: {title}" if title else f"{edition.title}, {edition.date.day} {edition.date:%B %Y}"


def preheader(edition: Edition) -> str:
    """The first sentence that is told, as mail readers show it beside the subject."""
    first = _lead(edition, "standfirst") or _lead(edition, "what-happened")
    return first.words[:140] if first else ""


def _lead(edition: Edition, role: str) -> QuotedLine | None:
    for section in edition.sections:
        for entry in section.entries:
            for group in entry.groups:
                if group.role == role and isinstance(group.lines[0], QuotedLine):
                    return group.lines[0]
    return None
