"""Pages about people: who is enrolled, consent, withdrawal, accounts."""
