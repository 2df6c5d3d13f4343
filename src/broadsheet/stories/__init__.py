"""Reports and what is known -> StoryChanges: what belongs together, over days."""

from broadsheet.stories.filter import Doc, Placed, assign, stream
from broadsheet.stories.grouping import STORIES, Entry, Known, alone, apply, group

__all__ = ["STORIES", "Doc", "Entry", "Known", "Placed", "alone", "apply", "assign", "group", "stream"]
