"""The language of the screens: what is said in English in the code is said in another here."""
