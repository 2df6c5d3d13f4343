"""What is known of each language, a folder a language: data first, code only where grammar needs it.

A loaded `Language` says what it can; a stage does with a text what its language can, and no more. How to add one is in
docs/languages.md.
"""

from broadsheet.languages.language import Abilities, Language, named, of, spoken_by
from broadsheet.languages.loading import code_of, codes, using

__all__ = ["Abilities", "Language", "code_of", "codes", "named", "of", "spoken_by", "using"]
