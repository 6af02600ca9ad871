"""Visual search."""
