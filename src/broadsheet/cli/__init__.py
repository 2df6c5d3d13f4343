"""The command line: parse, call the newsroom, show. One file a command."""

from broadsheet.cli.main import main

__all__ = ["main"]
