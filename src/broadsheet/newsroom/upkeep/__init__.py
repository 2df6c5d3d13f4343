"""What keeps a paper sound: checks of folders and clock, retention, exports."""
