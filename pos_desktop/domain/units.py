"""The unit quantity codes (UQC) in which GST wants quantities reported, with their words."""

from __future__ import annotations

UNITS: dict[str, str] = {
    "NOS": "numbers",
    "PCS": "pieces",
    "KGS": "kilograms",
    "GMS": "grams",
    "LTR": "litres",
    "MLT": "millilitres",
    "MTR": "metres",
    "CMS": "centimetres",
    "SQF": "square feet",
    "SQM": "square metres",
    "PAC": "packs",
    "BOX": "boxes",
    "BTL": "bottles",
    "BAG": "bags",
    "BDL": "bundles",
    "BUN": "bunches",
    "CAN": "cans",
    "CTN": "cartons",
    "DOZ": "dozens",
    "DRM": "drums",
    "GRS": "gross",
    "PRS": "pairs",
    "QTL": "quintals",
    "ROL": "rolls",
    "SET": "sets",
    "TBS": "tablets",
    "THD": "thousands",
    "TON": "tonnes",
    "TUB": "tubes",
    "UNT": "units",
    "OTH": "others",
}
"""Code → word, the common ones first. Source: the UQC list of the GST portal."""
