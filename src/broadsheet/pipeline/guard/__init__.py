"""What breaks costs itself alone: one guard for all work, a limit in time, and what is set aside."""
