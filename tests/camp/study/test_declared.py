"""The sessions that a locked study declares for an outcome are those compared."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from attention_camp.camp.session.studies.study_file import Study, load_study
from attention_camp.camp.study.analysis import Questions, analyse, main_times
from attention_camp.camp.study.gather import StudyData
from attention_camp.camp.study.record.methods import methods_of

sys.path.append(str(Path(__file__).parent))
from made_up import made_up_study

STUDIES = Path(__file__).parents[3] / "resources" / "studies"


def _followed_up() -> StudyData:
    """A study whose people were measured once more, months later."""
    data = made_up_study(8)
    frames = {}
    for name in ("runs", "blocks", "scores", "trials"):
        rows = getattr(data, name)
        later = rows[rows["time"] == "post"]
        later = later.assign(session="followup", time="ses-followup")
        if "date" in later:
            later["date"] = "2026-03-01"
        frames[name] = pd.concat([rows, later], ignore_index=True)
    return replace(data, **frames)


def _declaring(*outcomes: tuple[str, tuple[str, ...]]) -> Study:
    first, *others = (
        {"measure": f"sart.{score}", "sessions": sessions, "test": "ancova"}
        for score, sessions in outcomes
    )
    given = load_study(STUDIES / "default.yaml").model_dump()
    given |= {"primary_outcome": first, "secondary_outcomes": others}
    return Study.model_validate(given)


@pytest.mark.parametrize(
    ("sessions", "times"),
    [
        (("pre", "followup"), ("pre", "ses-followup")),
        (("followup",), ("pre", "ses-followup")),
        (("pre1", "post1"), ("pre", "post")),
        (("post",), ("pre", "post")),
        (("pre",), ("pre", "post")),
        (("pre", "post", "followup"), ("pre", "ses-followup")),
        (("post", "later"), ("post", "ses-later")),
    ],
)
def test_what_is_compared_is_what_a_locked_study_declares(
    sessions: tuple[str, ...], times: tuple[str, str]
) -> None:
    study = _declaring(("reaction_time_ms", sessions))
    found = analyse(replace(_followed_up(), study=study))
    assert main_times(found.data, found.questions) == times
    made = [one.question for one in found.results if one.test == "Paired t-test"]
    measured = times[1] != "ses-later"  # nobody came to that session yet
    assert len(made) == measured
    assert all(f"from {times[0]} to {times[1]}" in one for one in made)
    asked = Questions((found.questions.outcomes[0],), ("post", "ses-followup"))
    assert main_times(found.data, asked) == ("post", "ses-followup")


def test_each_declared_outcome_has_the_sessions_that_are_declared_for_it() -> None:
    data = _followed_up()
    data = replace(
        data,
        scores=pd.concat(
            [data.scores, data.scores.assign(score="accuracy")], ignore_index=True
        ),
        study=_declaring(
            ("reaction_time_ms", ("pre", "followup")), ("accuracy", ("pre", "post"))
        ),
    )
    found = analyse(data)
    said = {
        one.outcome: one.question
        for one in found.results
        if one.test == "Paired t-test"
    }
    assert "from pre to ses-followup" in said["sart.reaction_time_ms"]
    assert "from pre to post" in said["sart.accuracy"]
    assert "For sart.accuracy, pre and post were compared" in " ".join(
        methods_of(found)
    )
