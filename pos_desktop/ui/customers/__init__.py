"""Customers: search, card, order history; collecting payments, statements."""
