"""Control of action and of thought: stopping, withholding, conflict, switching."""
