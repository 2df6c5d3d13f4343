"""`broadsheet pipe`: each pure room as a filter over JSON Lines."""
