"""Proof that a session is what was recorded: one hash chain, and what it covers."""
