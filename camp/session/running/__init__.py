"""The run of a block, and of each of its trials."""
