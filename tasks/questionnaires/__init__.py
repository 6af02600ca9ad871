"""Questionnaires: how people feel, what they expected, what they did."""
