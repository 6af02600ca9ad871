"""Simulated participants who answer the tasks."""
