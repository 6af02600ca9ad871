"""Pages about a whole study."""
