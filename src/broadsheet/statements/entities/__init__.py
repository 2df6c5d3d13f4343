"""The people of an article: their names, what they are, and who a source is."""
