"""Provenance of scores, and the lines of the ledger that prove a session."""
