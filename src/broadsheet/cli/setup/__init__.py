"""Commands that set a paper up: init, add, sources, import."""
