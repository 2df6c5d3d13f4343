"""Broadsheet: a newspaper that a person runs for themselves. Start reading at ``flow.py``."""

__version__ = "0.2.0"
