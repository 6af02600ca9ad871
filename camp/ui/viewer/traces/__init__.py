"""Traces of a recording: what is read, how it is seen, and where it is drawn."""
