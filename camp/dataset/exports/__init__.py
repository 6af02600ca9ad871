"""Copies of a dataset for others: BIDS and CSV."""
