"""People of a dataset: enrolment, consent, audit trail, labels, withdrawal."""
