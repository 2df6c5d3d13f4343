"""Commands of each day: fetch, run, edition, serve."""
