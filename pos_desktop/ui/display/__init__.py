"""The screen that the buyer looks at."""
