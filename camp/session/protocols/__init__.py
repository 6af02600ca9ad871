"""Protocols before they are a plan: file, problems, forms, order, carried levels."""
