"""Commands that keep a paper sound: doctor, retry, remake, replay, withdraw."""
