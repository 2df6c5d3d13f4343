"""Version -> Statements: who said what, in whose words, beside which cue.

Promise: quotations verbatim with the one who said them, or with nobody: a speaker is unknown rather than guessed;
"denied", "if" and "did not" are never lost.
Theory: news writes a report beside its cue and its source, in few orders; a verb counts only where a report really
follows or goes before.
Known failures: irony; a dialogue without cues; outside of English little is found.
"""

from broadsheet.statements.finding import STATEMENTS, find, find_in

__all__ = ["STATEMENTS", "find", "find_in"]
