"""Issued bills: search, look, print a copy."""
