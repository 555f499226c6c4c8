"""Opening the drawer's shift."""
