"""Capture and Link -> Version, or the reason why it is none.

Promise: headline, people, times and text of a page of an outlet that nobody has looked at; nothing of boilerplate,
offers or hidden boxes in the text; a wall, a list or an error page is never an article. What is not stated is left
empty and not guessed.
Theory: makers name what they make: structured data first, then meta elements, then what a reader sees; an engine
chooses the text, and what is around it is taken away by names and phrases. Where one outlet is read wrongly, a dated
rule of its own says so; what recurs under its articles is learned.
Known failures: a page that names nothing and has no paragraphs; phrases in languages without a table; an author whose
name is also the name of a section.
"""

from broadsheet.articles.body.plaintext import clean_text
from broadsheet.articles.edits import Edit, EditedRun, changes, history, notes_of, shortened
from broadsheet.articles.page import EXTRACTOR, Page, ReadPage
from broadsheet.articles.reader import prepare
from broadsheet.articles.reading.samepage import REASON as SAME_PAGE
from broadsheet.articles.reading.samepage import Shown
from broadsheet.articles.reading.samepage import told as same_page
from broadsheet.articles.rules.profiles import Learned, Profile, learn
from broadsheet.articles.rules.rules import Rule, RuleBook
from broadsheet.articles.rules.rules import read as read_rules
from broadsheet.articles.versions import from_link, from_text, moved, published_before

__all__ = [
    "EXTRACTOR",
    "SAME_PAGE",
    "Edit",
    "EditedRun",
    "Learned",
    "Page",
    "Profile",
    "ReadPage",
    "Rule",
    "RuleBook",
    "Shown",
    "changes",
    "clean_text",
    "from_link",
    "from_text",
    "history",
    "learn",
    "moved",
    "notes_of",
    "prepare",
    "published_before",
    "read_rules",
    "same_page",
    "shortened",
]
