"""Readers of the formats of recordings."""
