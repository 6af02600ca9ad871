"""The pupil as a second signal of the score, used where it helps a person."""
