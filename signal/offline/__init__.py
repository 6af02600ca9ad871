"""Cleaning for studies, after the recording."""
