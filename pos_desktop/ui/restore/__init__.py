"""Putting a backup back, from Settings or where the shop does not open."""
