"""Annotations of a recording: listed, found, made, changed, undone."""
