"""What is known of single outlets: dated rules by hand, and profiles learned from their pages.

Promise: an old Capture is read by the rule of its time.
Theory: a rule says where things stand, the general method does all else.
Known failures: nothing is learned of an outlet before eight of its articles are there.
"""
