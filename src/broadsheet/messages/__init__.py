"""Edition -> its renderings. They differ in form and never in content.

Promise: page, mail, plain text and feeds hold the same Lines in the same order; no script, nothing from elsewhere,
nothing of a page's markup.
Theory: one view of the edition for all templates.
Known failures: a mail program that cuts long mails; the mail says where the rest is.
"""

from broadsheet.messages.folder import render
from broadsheet.messages.links import Links, apart, text_fragment, web_url
from broadsheet.messages.mail import CLIPPED, lead, mail_html, preheader, size_as_sent, subject
from broadsheet.messages.page import Neighbour, Neighbours, Notice, chart, page, stylesheet
from broadsheet.messages.plaintext import text
from broadsheet.messages.syndication import FeedChannel, Item, atom, edition_item, json_feed
from broadsheet.messages.timeline import Point, drawn

__all__ = [
    "CLIPPED",
    "FeedChannel",
    "Item",
    "Links",
    "Neighbour",
    "Neighbours",
    "Notice",
    "Point",
    "apart",
    "atom",
    "chart",
    "drawn",
    "edition_item",
    "json_feed",
    "lead",
    "mail_html",
    "page",
    "preheader",
    "render",
    "size_as_sent",
    "stylesheet",
    "subject",
    "text",
    "text_fragment",
    "web_url",
]  # fmt: skip
