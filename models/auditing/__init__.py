"""Privacy audit: what numbers tell of the people that they were learned from."""
