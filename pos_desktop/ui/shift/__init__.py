"""The open shift: moving cash, closing with a blind count, looking back."""
