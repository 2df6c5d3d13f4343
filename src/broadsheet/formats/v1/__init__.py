"""The formats of number 1, frozen: nothing in this package may change, or an old edition gets another hash."""
