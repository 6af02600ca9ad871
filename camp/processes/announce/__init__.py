"""A session that announces itself to the class page; nothing ever waits for it."""
