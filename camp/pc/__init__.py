"""Checks of this computer: display, timing, disk, sound."""
