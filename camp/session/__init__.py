"""The session itself: protocol, plan, trial loop, arms and ledger; no Qt."""
