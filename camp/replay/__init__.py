"""Decisions made again from the recording, and their explanations."""
