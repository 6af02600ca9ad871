"""Commands that learn several things at once."""
