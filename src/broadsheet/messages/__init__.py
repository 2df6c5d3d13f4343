"""Edition -> its renderings. They differ in form and never in content."""

from broadsheet.messages.folder import render
from broadsheet.messages.links import Links, text_fragment, web_url
from broadsheet.messages.page import page, stylesheet

__all__ = ["Links", "page", "render", "stylesheet", "text_fragment", "web_url"]
