"""Where targets lie in the EEG is told, of a blinded study the least of it."""

from __future__ import annotations

from attention_camp.camp.session.arms.blinding import ForOperator
from attention_camp.camp.session.messages import TargetsShown


def test_a_blinded_operator_hears_of_one_target_a_trial() -> None:
    told: list[object] = []
    ForOperator(told.append)(TargetsShown((100, 300, 500)))
    # a span has an item per level: their number would tell it
    assert told == [TargetsShown((100,))]
