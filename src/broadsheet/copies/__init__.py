"""Version -> signature; signatures -> Reports: which texts are one, and whose it was first.

Promise: a wire story in forty outlets is one Report, cut, retitled or extended as it may be; a shared statement or
background paragraph makes none. Where the first cannot be told, there is no original.
Theory: most of the shorter text's own words stand in the longer one; words inside quotation marks do not count.
Candidates are found by MinHash, the share is then exact.
Known failures: a rewrite sentence by sentence is a report of its own; a short agency alert inside a long article is
its copy.
"""

from broadsheet.copies.filter import Doc, PipeRow, relations
from broadsheet.copies.grouping import Candidate, containment, group
from broadsheet.copies.signing import COPIES, Signature, sign

__all__ = ["COPIES", "Candidate", "Doc", "PipeRow", "Signature", "containment", "group", "relations", "sign"]
