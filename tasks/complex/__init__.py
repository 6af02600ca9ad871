"""Tasks of several parts at once, and of scenes."""
