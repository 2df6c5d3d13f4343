"""The sample: five outlets of a made-up country, two days of news, and the server that shows them."""
