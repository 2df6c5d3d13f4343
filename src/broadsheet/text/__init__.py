"""Leaf helpers under plain names, used by several stages and written once: addresses, decoding, hashing, dates, sentences,
quotations, languages.

Promise: pure, no exception for a strange input, and time that grows with the length of the input and not faster.
Theory: what two rooms need and what says nothing about news stands here, so that both do it in one way.
Known failures: sentences are English first; three letters of a time zone that several countries use are read by the
country or not at all.
"""
