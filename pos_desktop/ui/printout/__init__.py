"""A printout on the screen, as it prints."""
