"""Reports and what is known -> StoryChanges: what belongs together, over days."""

from broadsheet.stories.filter import Placed, StreamDoc, assign, stream
from broadsheet.stories.grouping import STORIES, KnownStory, ReportText, alone, apply, group

__all__ = ["STORIES", "KnownStory", "Placed", "ReportText", "StreamDoc", "alone", "apply", "assign", "group", "stream"]
