"""The monitor of a running session."""
