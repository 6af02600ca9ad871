"""What makes a recording complete BIDS beyond its samples and rows."""
