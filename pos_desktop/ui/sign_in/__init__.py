"""Signing in, and changing who is at the till."""
