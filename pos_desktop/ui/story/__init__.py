"""A day at the shop, played through the real screens by keyboard and scanner."""
