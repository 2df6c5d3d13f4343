"""Decides when: rounds, the street from captures to stories, engines. Workers compute, the coordinator writes."""
