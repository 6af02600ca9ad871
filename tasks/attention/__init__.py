"""Attention networks, oddball, listening in noise."""
