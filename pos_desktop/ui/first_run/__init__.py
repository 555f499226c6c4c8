"""The first run: a new shop in four steps, the demo shop, or a backup put back."""
