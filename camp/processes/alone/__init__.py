"""Sessions of one process: the tasks without a headset, or the recorder alone."""
