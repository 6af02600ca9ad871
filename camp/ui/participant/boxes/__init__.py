"""Response boxes: buttons that are no keyboard, each press with its own time."""
