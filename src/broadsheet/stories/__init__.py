"""Reports and what is known -> StoryChanges: what belongs together, over days.

Promise: one event is one story, and two like events are two; the order in which reports came decides nothing; a story
keeps its id where most of it stays together.
Theory: members of a story are near to one another on average, in names, numbers and rare words, less with the time
between them; two events in one cluster fall into two parts that have little to do with each other.
Known failures: two like events of fewer than four reports each; languages in which words are not parted by spaces.
"""

from broadsheet.stories.filter import Placed, StreamDoc, assign, stream
from broadsheet.stories.grouping import STORIES, KnownStory, ReportText, alone, apply, group

__all__ = ["STORIES", "KnownStory", "Placed", "ReportText", "StreamDoc", "alone", "apply", "assign", "group", "stream"]
