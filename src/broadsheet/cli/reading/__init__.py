"""Commands that look things up, check them or put them right: article, stories, export, verify, correct."""
