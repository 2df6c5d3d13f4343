"""The frame of sentences: words and their kinds, cues, noun phrases, and how far a report goes."""
