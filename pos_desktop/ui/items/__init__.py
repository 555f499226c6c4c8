"""Keeping what is sold: the list of items, their cards, stock, imports."""
