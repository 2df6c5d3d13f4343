"""Which blocks of a page are its article, and what is boilerplate, offer or hidden.

Promise: the whole text, and nothing else.
Theory: outlets address the reader in set phrases, name their boxes for what they are, and print the same box under
articles that have nothing in common.
Known failures: a teaser in whole sentences between two paragraphs, under a name that says nothing.
"""
