"""What keeps living runs, and the files and edits of others, as they are."""
