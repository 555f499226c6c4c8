"""PDF: pages for a desk printer, an accountant or a telephone. reportlab is imported when used."""
