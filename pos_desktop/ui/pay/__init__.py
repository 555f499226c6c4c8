"""Taking the payment."""
