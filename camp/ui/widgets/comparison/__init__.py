"""Sessions beside each other: two of them, or those of one person."""
