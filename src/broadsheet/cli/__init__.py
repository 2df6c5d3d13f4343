"""The command line: parse, call the newsroom, show. One file a command, in folders by
purpose: setup, daily, reading, upkeep, pipes.

Promise: one line and what to do for each error, an exit code that says what kind it was, JSON where `--json` asks for
it; no trace on the terminal.
Theory: each command is a function with a help text, from which docs/commands.md is made.
"""

from broadsheet.cli.main import main

__all__ = ["main"]
