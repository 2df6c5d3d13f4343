"""Work done once more: by a newer stage, from the archive alone, or after it was set aside."""
