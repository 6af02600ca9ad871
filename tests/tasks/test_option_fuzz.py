"""Any option value of a protocol is accepted, or refused with a message."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attention_camp.tasks import TASKS, load_task

VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-100, 100),
    st.floats(allow_nan=True, allow_infinity=True),
    st.sampled_from(["forward", "closed", "dual", "feature", "3", ""]),
    st.lists(st.integers(), max_size=2),
)


@pytest.mark.parametrize("name", TASKS)
@settings(max_examples=30, deadline=None, derandomize=True, database=None)
@given(data=st.data())
def test_an_option_is_taken_or_refused(name: str, data: st.DataObject) -> None:
    """Refusals are a ValueError that names the option; accepted values make a trial."""
    fields = [field.name for field in dataclasses.fields(type(load_task(name)))]  # type: ignore[arg-type]
    option = data.draw(st.sampled_from(fields or ["none"]))
    value = data.draw(VALUES)
    refusal = ""
    try:
        task = load_task(name, **{option: value})
    except ValueError as error:
        refusal = str(error)
    if refusal:
        assert "must be" in refusal
        return
    trial = task.next_trial(task.n_levels, np.random.default_rng(0))
    assert all(p.duration is None or p.duration > 0 for p in trial.phases)
