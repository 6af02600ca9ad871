"""Creative thinking: what training may carry over to."""
