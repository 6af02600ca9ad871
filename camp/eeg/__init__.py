"""From a headset to a score: engine, calibration, scoring."""
