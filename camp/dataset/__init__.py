"""The born-BIDS dataset: writing, recovery, catalogue and export; no Qt."""
