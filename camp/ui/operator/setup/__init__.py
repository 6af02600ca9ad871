"""The steps of a new session."""
