"""Leaf helpers under plain names, used by several stages and written once."""
