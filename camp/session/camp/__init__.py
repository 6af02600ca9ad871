"""What makes a session one of a camp: practice, breaks, and the participant's page."""
