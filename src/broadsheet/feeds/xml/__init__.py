"""Feeds in XML: the fast reader, the tolerant one, and which characters the bytes mean."""
