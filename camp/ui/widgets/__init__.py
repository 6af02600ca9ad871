"""What the pages of operator and viewer share."""
