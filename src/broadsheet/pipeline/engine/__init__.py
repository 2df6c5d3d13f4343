"""Where stages of shape *each* run, and what a worker does there."""
