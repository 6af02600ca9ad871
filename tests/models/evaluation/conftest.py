"""Made-up people in a cap, whose alpha goes when there is work."""

from __future__ import annotations

import numpy as np
import pytest

from attention_camp.models.data.recordings import Person
from attention_camp.models.evaluation import (
    groups,
    headsets,
    permission,
    twins,
    worst_case,
)

CAP = (
    *("Fp1", "Fp2", "F3", "F4", "F7", "F8", "T7", "T8", "C3", "C4"),
    *("P7", "P8", "P3", "P4", "O1", "O2", "Fz", "Cz", "Pz"),
)


def _made_up(number, *, alpha_at_work=0.5):
    """Return a person whose alpha goes when there is work."""
    rng = np.random.default_rng(number)
    y = np.repeat([1, 0], [8, 12])
    t = np.arange(256) / 64
    rhythm = np.sin(2 * np.pi * (10 * t + rng.random((20, len(CAP), 1))))
    alpha = np.where(y == 0, 1.5, alpha_at_work)[:, None, None]
    X = 1e-5 * (rng.standard_normal((20, len(CAP), 256)) + alpha * rhythm)
    rest = np.zeros(20, bool)
    rest[8:12] = True
    session = np.full(20, "")
    return Person(
        f"made/sub-{number}", X.astype("f4"), y, 1 - y, session, rest, 64.0, CAP
    )


@pytest.fixture
def made_up():
    """Return what makes a person."""
    return _made_up


@pytest.fixture
def people(monkeypatch):
    """Return four people, whom every evaluation then reads."""
    found = [_made_up(number) for number in range(4)]
    for module in (groups, headsets, permission, twins, worst_case):
        monkeypatch.setattr(module, "read_people", lambda *_, **__: found)
    return found
