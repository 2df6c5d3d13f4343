"""The people of an article: their names, what they are, and who a source is.

Promise: two bearers of a surname are never confused.
Theory: an article gives a name in full once, with what its bearer is beside it, and then the surname.
Known failures: a role in a sentence of its own; two women or two men, for a pronoun that fits both.
"""
