"""Study arms: what each delivers to the rule, and how it stays hidden."""
