"""A locked study in its dataset: lock, enrolment, audit trail, opening, unblinding."""
