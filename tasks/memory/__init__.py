"""Working memory and span."""
