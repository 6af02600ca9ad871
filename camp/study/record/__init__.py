"""What a paper has to report, from the record: checklists, fields, methods."""
