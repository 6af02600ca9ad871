"""Recordings of other people to train and evaluate with."""
