"""The recording of an eye tracker beside the EEG, in BIDS's form."""
