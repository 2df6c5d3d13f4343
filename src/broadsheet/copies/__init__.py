"""Version -> signature; signatures -> Reports: which texts are one, and whose it was first."""

from broadsheet.copies.filter import Doc, PipeRow, relations
from broadsheet.copies.grouping import Candidate, containment, group
from broadsheet.copies.signing import COPIES, Signature, sign

__all__ = ["COPIES", "Candidate", "Doc", "PipeRow", "Signature", "containment", "group", "relations", "sign"]
