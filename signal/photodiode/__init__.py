"""The light of the stimulus patch, read by a photodiode: sensors, edges, delays."""
