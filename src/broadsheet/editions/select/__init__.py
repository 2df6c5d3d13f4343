"""What goes into an edition, and in what order: ranking, filters, headlines, the sentences that say what happened.

Promise: the order is one formula, printed by `--why`; what the reader does not want is in no rendering.
Theory: independent reports count most, then owners, then outlets.
Known failures: a first report that nobody has followed yet stands low.
"""
