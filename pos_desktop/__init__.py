"""POS Desktop: an offline-first till for Indian shops."""

__version__ = "0.1.0"
