"""The sample: five outlets of a made-up country, two days of news, and the server that shows them.

Promise: the same bytes for the same host, path and moment; all that is in it is known (`demo.truth`), so that what
the paper makes of it can be checked.
Theory: real HTTP on the loopback is the only fake of the world that has the world's faults.
"""
