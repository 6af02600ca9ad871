"""Simulated cohorts: people who come to all sessions of a plan, on many processes."""
