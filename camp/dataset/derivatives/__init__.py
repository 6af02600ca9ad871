"""What is made from recordings and kept apart from them: pyramids, reviews."""
