"""The stages of a round as the runner takes it through them: fetching or importing, reading, studying, grouping."""
