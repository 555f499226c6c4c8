"""One till a shop folder."""
