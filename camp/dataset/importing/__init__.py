"""Recordings of other programs brought into a dataset, as runs of their own."""
