"""The chain of migrations: each named, each in one transaction with its record, none importing live code."""
