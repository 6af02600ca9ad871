"""The page that rehearses a study on simulated people."""
