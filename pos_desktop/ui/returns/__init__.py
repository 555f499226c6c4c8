"""Taking goods back: the bill is found, its lines chosen, its money given back."""
