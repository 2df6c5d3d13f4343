"""Which blocks of a page are its article, and what is boilerplate, offer or hidden."""
