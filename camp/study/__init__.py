"""Statistics of a study: frames, tests, figures, proposals for the design, a report."""
