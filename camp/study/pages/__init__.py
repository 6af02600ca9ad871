"""Pages of a study: the report, one person, one session; in each language, as PDF."""
