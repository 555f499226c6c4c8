"""Ringing up at the counter."""
