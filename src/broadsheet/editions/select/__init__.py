"""What an edition takes: which stories, in what order, and which of their sentences."""
