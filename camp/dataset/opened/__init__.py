"""What `open_session` and `open_dataset` give: typed frames, epochs, summaries."""
