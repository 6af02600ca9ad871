"""Guided fitting: from a headset in the hand to a signal known to be EEG; no Qt."""
