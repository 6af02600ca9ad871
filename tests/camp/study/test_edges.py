"""What a report must bear: equal values, arms without EEG, tasks in other forms."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from attention_camp.camp.dataset.layout import existing_runs
from attention_camp.camp.study.analysis import analyse
from attention_camp.camp.study.arm_checks import check_arms
from attention_camp.camp.study.artefacts import artefact_tests
from attention_camp.camp.study.associations import association
from attention_camp.camp.study.autocorrelation import effective_scores
from attention_camp.camp.study.comparisons import _normal
from attention_camp.camp.study.figures import learning_curve, raincloud
from attention_camp.camp.study.gather import SEVERAL, StudyData, gather
from attention_camp.camp.study.pages.language import Language
from attention_camp.camp.study.pages.pdf import print_pdf
from attention_camp.camp.study.pages.person_page import _sessions, person_page
from attention_camp.camp.study.regulation import over_sessions, regulation_of
from attention_camp.camp.study.reliability import reach_of
from attention_camp.camp.study.result import Refused, Result

sys.path.append(str(Path(__file__).parent))
from made_up import made_up_study

BROWSER = """\
#!/bin/sh
for a in "$@"; do case $a in
--print-to-pdf=*) printf %%PDF > "${a#*=}";;
--user-data-dir=*) rm -r "${a#*=}"; : > "${a#*=}";;
esac; done
"""
"""Prints, and leaves a profile that cannot be removed as a folder."""


def test_people_who_all_have_the_same_value_are_drawn() -> None:
    """The SD of six times 0.1 is rounding, not zero; their covariance is zero."""
    rows = [
        {"participant": f"{k}", "arm": "one", "time": time, "value": value}
        for k in range(6)
        for time, value in (("pre", 0.1), ("post", 0.2))
    ]
    assert "<svg" in raincloud(pd.DataFrame(rows), "sart.commission_rate", "")


def test_changes_that_differ_by_rounding_are_said_to_be_equal() -> None:
    changes = np.array([0.1, 0.9 - 0.8, 0.1, 0.3 - 0.2, 0.8 - 0.7])
    assert changes.std() > 0
    assert "all equal" in _normal(changes, "changes").text


def test_what_is_equal_but_for_rounding_shows_neither_reach_nor_course() -> None:
    """A detectable change of 1e-17, and slopes of which none differs."""
    before = np.array([0.1, 0.2, 0.3, 0.7, 0.8])
    changes = (before + 0.1) - before
    assert 0 < changes.std() < 1e-15
    people = pd.MultiIndex.from_product([[*"abcde"], ["one"]])
    people.names = ["participant", "arm"]
    wide = pd.DataFrame({"pre": before, "post": before + 0.1}, people)
    assert reach_of(wide, "sart.commission_rate", ("pre", "post")) is None
    assert isinstance(over_sessions(pd.DataFrame({"slope": changes}), ""), Refused)
    frame = pd.DataFrame({"x": before, "y": changes})
    assert isinstance(association(frame, "", ("x", "y"), what="x"), Refused)


def _quality(n_several: int = 0) -> pd.DataFrame:
    """Six people of each of two arms, and some who were in both."""
    arms = ["a", "b"] * 6 + [SEVERAL] * n_several
    good = np.random.default_rng(0).uniform(0.5, 1, (3, len(arms)))
    names = ("channels_good", "good_calibration", "good_main")
    return pd.DataFrame({"arm": arms} | dict(zip(names, good, strict=True)))


def test_who_was_in_several_arms_is_in_no_test_of_channel_quality_by_arm() -> None:
    found, _ = artefact_tests(_quality(n_several=1))
    assert isinstance(found, Result)
    assert found.n == 12


def test_an_arm_without_a_headset_has_no_channel_quality_to_compare() -> None:
    quality = _quality()
    quality.loc[quality["arm"] == "b", "channels_good"] = np.nan
    found, _ = artefact_tests(quality)
    assert isinstance(found, Refused)
    assert found.reason.startswith("0 people")


def test_scores_of_two_protocols_in_one_session_are_no_one_course() -> None:
    """The run of each is its first."""
    trials, rng = made_up_study(4).trials, np.random.default_rng(0)
    trials = trials.assign(engagement=rng.uniform(size=len(trials)))
    both = pd.concat([trials, trials.assign(protocol="other")])
    pd.testing.assert_series_equal(effective_scores(both), 2 * effective_scores(trials))


def test_a_run_of_another_protocol_weighs_no_block_of_a_learning_curve_anew() -> None:
    runs = pd.DataFrame(
        [
            {"participant": "01", "arm": "a", "session": f"camp{k}", "run": run,
             "protocol": "made", "time": "camp", "date": f"2026-01-0{k}"}
            for k in (1, 2)
            for run in (1, 2)
        ]
    )  # fmt: skip
    blocks = runs.drop(columns="date").assign(
        task="sart", stage="main", level_mean=[3.0, 5.0, 4.0, 6.0]
    )
    data = replace(made_up_study(1), runs=runs, blocks=blocks)
    more = replace(data, runs=pd.concat([runs, runs[:1].assign(protocol="other")]))
    alone, beside = (learning_curve(one, "sart", Language()) for one in (data, more))
    assert alone is not None
    assert beside == alone


def test_nobody_is_told_that_they_changed_where_the_form_did() -> None:
    data = made_up_study(gains=(3.0, 3.0))
    data.scores["protocol"] = data.scores["time"]
    block = {"task": "sart", "form": "assessment", "options": {}}
    other = block | {"options": {"n_items": 9}}
    for last, is_told in ((block, True), (other, False)):
        protocols = {"pre": {"blocks": [block]}, "post": {"blocks": [last]}}
        page = person_page(replace(data, protocols=protocols), "001")
        assert ("beyond error" in page or "Within the error" in page) == is_told
        assert ("Not compared" in page) != is_told


@pytest.mark.skipif(sys.platform == "win32", reason="the browser is a shell script")
def test_a_page_that_was_printed_is_there_whatever_the_browser_leaves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, page = tmp_path / "chromium", tmp_path / "page.html"
    browser.write_text(BROWSER)
    browser.chmod(0o700)
    page.write_text("<p>")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert print_pdf(page).read_bytes() == b"%PDF"


def test_a_sham_that_cannot_be_checked_hides_no_other(
    recorded: Path, tmp_path: Path
) -> None:
    shutil.copytree(recorded, tmp_path / "data")
    (run,) = existing_runs(tmp_path / "data")
    ledger = run.decisions.read_text().replace('"closed-loop"', '"sham"')
    run.decisions.write_text(ledger)
    other = replace(run, participant="01")  # read before it
    for path in (other.events, other.decisions):
        path.parent.mkdir(parents=True)
        path.write_text("")
    header, trials = ledger.split("\n", 1)
    unknown = header.replace("visual-search", "no-such-task")
    other.decisions.write_text(f"{unknown}\n{trials}")
    (found,) = check_arms(tmp_path / "data").shams
    assert found.run == run


def test_shams_are_those_of_the_runs_that_were_chosen(
    recorded: Path, tmp_path: Path
) -> None:
    dataset = tmp_path / "data"
    shutil.copytree(recorded, dataset)
    (run,) = existing_runs(dataset)
    text = run.decisions.read_text().replace('"closed-loop"', '"sham"')
    run.decisions.write_text(text)
    again = replace(run, session="03")
    for path in [*dataset.rglob(f"{run.stem}*")]:
        place = Path(str(path).replace("ses-02", "ses-03"))
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, place)
    everything = gather(dataset, cache=tmp_path / "cache")
    chosen = gather(dataset, runs=[again], cache=tmp_path / "cache")
    assert {one.run for one in analyse(everything).arms.shams} == {run, again}
    assert {one.run for one in analyse(chosen).arms.shams} == {again}


def _trained(dates: Sequence[str]) -> StudyData:
    """A study whose people trained in sessions 8 to 11, on these dates."""
    data = made_up_study(6)
    frames = {}
    for name in ("runs", "blocks", "trials"):
        rows = getattr(data, name)
        rows = rows[rows["time"] == "camp"]
        parts = []
        for k, date in enumerate(dates):
            one = rows.assign(session=f"camp{k + 8}")
            if name == "runs":
                one["date"] = date
            if name == "trials":  # another slope for each person
                person = one["participant"].astype(int)
                one["engagement"] = 0.5 + 0.01 * k * person + 0.001 * one["trial"]
            if name == "blocks":
                one["level_mean"] = 3.0 + k
            parts.insert(0, one)
        frames[name] = pd.concat(parts, ignore_index=True)
    return replace(data, **frames)


def test_sessions_of_one_day_are_several_in_an_anonymous_copy() -> None:
    """Its dates have no time of the day: labels tell which came first."""
    hours = _trained([f"2026-01-05T{hour:02d}:00:00+00:00" for hour in (8, 11, 14, 17)])
    day = _trained(["2026-01-05"] * 4)
    found = regulation_of(day)
    assert set(found.people["n"]) == {4}
    assert found.people.equals(regulation_of(hours).people)
    assert isinstance(found.found[0], Result)
    assert learning_curve(day, "sart", Language()) == learning_curve(
        hours, "sart", Language()
    )
    assert [one["session"] for one in _sessions(day.runs.iloc[::6])] == [
        "camp8", "camp9", "camp10", "camp11",
    ]  # fmt: skip
