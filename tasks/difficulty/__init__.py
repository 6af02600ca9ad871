"""Difficulty rules: pure functions of (state, evidence)."""
