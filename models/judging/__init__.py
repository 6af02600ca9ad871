"""How a calibration is judged: controls, other orders of the blocks, intervals."""
