"""The three processes and the messages between them; no Qt."""
