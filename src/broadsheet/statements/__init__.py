"""Version -> Statements: who said what, in whose words, beside which cue."""

from broadsheet.statements.finding import STATEMENTS, Attribution, attributions, find

__all__ = ["STATEMENTS", "Attribution", "attributions", "find"]
