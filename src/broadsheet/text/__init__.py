"""Leaf helpers that know no language, used by several stages and written once: addresses, bodies and their encoding, hashing,
quotations, times.

Promise: pure, no exception for a strange input, and time that grows with the length of the input and not faster.
Theory: what two rooms need and what says nothing about news stands here, so that both do it in one way.
Known failures: of two encodings that make the same letters of a short text, the more usual one is taken.
"""
