"""A page before its article is read: its markup, its structured data, what it reserves, and whether it is an article at all."""
