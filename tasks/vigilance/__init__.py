"""Sustained attention."""
