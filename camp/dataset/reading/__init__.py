"""What a dataset holds: catalogue, summaries, reports."""
