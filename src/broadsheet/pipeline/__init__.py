"""Decides when: rounds, the pipeline from captures to stories, engines. Workers compute, the coordinator writes.

Promise: each item of a round ends in exactly one outcome with a reason; a kill at any moment costs no capture, and a
restart ends where an undisturbed run would have ended.
Theory: the archive first, then the rows in one transaction; grouping runs over the closed set, in an order of its
own.
Known failures: stories appear when the slowest page of the round has come or has timed out.
"""
