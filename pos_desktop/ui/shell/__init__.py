"""The frame around every screen: rail, top strip, message bar, covers. See `main_window`."""
