"""The viewer of recorded sessions."""
