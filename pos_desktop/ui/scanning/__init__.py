"""Barcode scanners that type like a keyboard: telling a scan from a hand."""
