"""The pictures and the paper of the participant's own pages."""
