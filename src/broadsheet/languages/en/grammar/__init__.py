"""Sentences as far as a report needs them: words, noun phrases, cues, what may follow a cue.

Promise: time that grows with the length of the text alone.
Theory: the small words and the capitals of a sentence show its frame; a verb's sense is told by what follows it.
Known failures: nouns that look like verbs.
"""
