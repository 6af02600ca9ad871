"""Attention models: from windows of EEG to an engagement score."""
