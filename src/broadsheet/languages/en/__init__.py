"""What only English can do: sentences, dates that mean the day of writing, counts that are overtaken."""
