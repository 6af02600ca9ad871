"""Files that ship with the program: protocols, texts, icons, sounds, weights."""
