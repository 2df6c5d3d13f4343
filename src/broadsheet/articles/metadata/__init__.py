"""What a page says of its article: headline, people, times, image."""
