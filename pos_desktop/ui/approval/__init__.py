"""Another person's yes, asked for in place."""
