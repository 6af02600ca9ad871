"""One trial of a session told: its decision, its bands, its frames and clock."""
