"""A simulated brain and its electrodes."""
