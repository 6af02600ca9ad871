"""What a rule does where the engagement score, or what stands for it, falls."""

from __future__ import annotations

HARDER_ON_LAPSE, EASIER_ON_LAPSE = "harder_on_lapse", "easier_on_lapse"
DIRECTIONS = (HARDER_ON_LAPSE, EASIER_ON_LAPSE)
"""Harder, to bring attention back; easier, to give relief."""
