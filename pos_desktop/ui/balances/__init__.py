"""The customer balance report: who owes how much, since when."""
