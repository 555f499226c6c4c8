"""Printers, drawer and scale: bytes to wires, and the print queue."""
