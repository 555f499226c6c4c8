"""What is printed, then how: document blocks to text, ESC/POS and PDF."""
