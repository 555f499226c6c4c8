"""The owner's figures: sales, GST, and the return."""
