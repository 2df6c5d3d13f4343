"""How a choice is put into Lines."""
