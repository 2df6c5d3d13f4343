"""Decides when: rounds, the pipeline from captures to stories, engines. Workers compute, the coordinator writes."""
