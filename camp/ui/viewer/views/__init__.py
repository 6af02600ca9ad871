"""Views of a stretch or a session: spectra, topographies, evoked responses, parts."""
