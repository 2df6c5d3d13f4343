"""What programs, the command line and the web use: one paper, opened.

    with open_newsroom(folder, write=True) as newsroom:
        newsroom.rounds.fetch()
        newsroom.editions.print("morning")

Promise: all that a surface can do goes through here, and errors say what to do.
Theory: surfaces stay thin, so that the command line and the web cannot differ.
"""

from broadsheet.newsroom.opening import Newsroom, create_paper, open_newsroom

__all__ = ["Newsroom", "create_paper", "open_newsroom"]
