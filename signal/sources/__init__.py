"""Where samples come from: boards, LSL streams, recordings."""
