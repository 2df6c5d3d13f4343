"""What a reader asks for: articles, stories, who said what, editions, search."""
