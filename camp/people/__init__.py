"""People and secrets: allocation to arms, seals, keys; no dataset is touched here."""
