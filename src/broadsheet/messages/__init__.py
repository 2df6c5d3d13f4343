"""Edition -> its renderings. They differ in form and never in content."""

from broadsheet.messages.folder import render
from broadsheet.messages.links import Links, text_fragment, web_url
from broadsheet.messages.mail import CLIPPED, lead, mail_html, preheader, size_as_sent, subject
from broadsheet.messages.page import Notice, page, stylesheet
from broadsheet.messages.plaintext import text
from broadsheet.messages.syndication import Channel, Item, atom, edition_item, json_feed

__all__ = [
    "CLIPPED", "Channel", "Item", "Links", "Notice", "atom", "edition_item", "json_feed", "lead", "mail_html", "page", "preheader", "render", "size_as_sent", "stylesheet", "subject", "text", "text_fragment", "web_url",
]  # fmt: skip
