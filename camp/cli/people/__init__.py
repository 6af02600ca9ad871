"""Commands about people: enrolment, vault, accounts, pages about one person."""
