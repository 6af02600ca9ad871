"""Widgets that operator and viewer share."""
