"""Commands of each day: fetch, run, edition, serve; and demo, which does it all with the sample outlets."""
