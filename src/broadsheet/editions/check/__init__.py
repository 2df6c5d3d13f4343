"""The seal, its proofs, and reading an edition back against them.

Promise: with the hash any change of an edition is found; each Line is rebuilt from its proofs and read back out of
page, mail and text.
Theory: the hash is a tree over Lines and sources, so that a text can be erased and all else still be proven.
Known failures: it proves what was captured, not what the outlet served to others.
"""
