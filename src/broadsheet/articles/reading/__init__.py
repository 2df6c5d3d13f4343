"""A page before its article is read: its markup, its structured data, what it reserves, and whether it is an article at all.

Promise: each page that gives no article says why, with a reason of a fixed list.
Theory: walls are short and speak of themselves, lists are links, errors have the words of errors.
Known failures: a wall in a language without a table that has the length of an article.
"""
