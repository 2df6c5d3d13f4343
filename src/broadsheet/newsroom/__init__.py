"""What programs, the CLI and the web use: one paper, opened.

with open_newsroom(folder, write=True) as newsroom:
    newsroom.rounds.fetch()
    newsroom.editions.print("morning")
"""

from broadsheet.newsroom.opening import Newsroom, create_paper, open_newsroom

__all__ = ["Newsroom", "create_paper", "open_newsroom"]
