"""Answers to questionnaires, as BIDS keeps them: a table each under phenotype/."""
