"""What is shown when something inside the program went wrong."""
