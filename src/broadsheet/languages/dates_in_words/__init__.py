"""Dates and clocks as pages and feeds write them, in all languages at once."""
