"""Training of networks; the only place that imports torch."""
