"""The ways in: sources, the feeds behind an address, how they do, what was left out."""
