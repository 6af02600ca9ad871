"""Eye trackers: gaze and pupil beside the EEG, on their own samples and clock."""
