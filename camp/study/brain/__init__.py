"""Spectra and evoked responses over people: features of runs, cluster permutation."""
