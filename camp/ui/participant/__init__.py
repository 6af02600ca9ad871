"""The window of the participant."""
