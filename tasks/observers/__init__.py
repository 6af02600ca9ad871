"""Simulated people who answer the tasks."""
