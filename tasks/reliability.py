"""How reliable a score is: what it takes to tell one person's change from chance."""

from __future__ import annotations

from dataclasses import dataclass

FOR_ONE_PERSON = 0.9
"""Test-retest correlation from which a score serves decisions on one person.

Nunnally, J. C., & Bernstein, I. H. (1994). Psychometric Theory (3rd ed., p. 265).
McGraw-Hill."""


@dataclass(frozen=True, slots=True)
class Reliability:
    """Figures of a score in simulated people who differ as published.

    Their state is the same in both sessions; that of real people is not, so that a
    real change must be larger still.
    """

    n_people: int
    """How many had the score twice."""
    absent: float
    """Share of people in whom a session gave no such score."""
    bias: float
    """Mean of score less truth, in SDs of the truth between people."""
    half_width: float
    """Half-width of its 95 % interval, in the same unit."""
    validity: float
    """Correlation with the truth."""
    retest: float
    """Correlation of two sessions."""
    error: float
    """Standard error of measurement, in the score's unit."""

    @property
    def figures(self) -> tuple[float, ...]:
        """All but the number of people, in the order of the fields."""
        return (
            self.absent,
            self.bias,
            self.half_width,
            self.validity,
            self.retest,
            self.error,
        )

    @property
    def smallest_change(self) -> float:
        """Smallest change that chance alone gives one person in twenty at most."""
        return 1.96 * 2**0.5 * self.error

    @property
    def shows_change(self) -> bool:
        """Whether the score can show change in one person."""
        return self.retest >= FOR_ONE_PERSON
