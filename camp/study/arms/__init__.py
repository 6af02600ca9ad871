"""Arms analysed: shams that prove themselves, lots, blinding, stable loops."""
