"""The study file: arms, allocation, outcomes, and what is locked."""
