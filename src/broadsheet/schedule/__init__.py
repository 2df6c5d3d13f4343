"""When something is due: fetches, pages looked at again, recipes at their hour. Pure decisions over times.

Promise: a source is asked about twice as often as it changes, and never more often than it says itself.
Theory: the gap between its entries tells how often it changes; each failure in a row doubles the wait.
Known failures: a source that falls silent for weeks is asked seldom, and its next entry is seen late.
"""
