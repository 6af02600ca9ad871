"""What a report must bear: equal values, arms without EEG, tasks in other forms."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from attention_camp.camp.dataset.layout import existing_runs
from attention_camp.camp.study.arm_checks import check_arms
from attention_camp.camp.study.artefacts import artefact_tests
from attention_camp.camp.study.autocorrelation import effective_scores
from attention_camp.camp.study.comparisons import _normal
from attention_camp.camp.study.figures import learning_curve, raincloud
from attention_camp.camp.study.gather import SEVERAL
from attention_camp.camp.study.pages.language import Language
from attention_camp.camp.study.pages.pdf import print_pdf
from attention_camp.camp.study.pages.person_page import person_page
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


def test_runs_of_two_protocols_in_one_session_are_told_apart() -> None:
    """Both are the first of theirs: what is scored in one is no course with the other.

    Nor does a run of another protocol weigh the blocks of this one anew.
    """
    data, rng = made_up_study(4), np.random.default_rng(0)
    trials = data.trials.assign(engagement=rng.uniform(size=len(data.trials)))
    both = pd.concat([trials, trials.assign(protocol="other")])
    pd.testing.assert_series_equal(effective_scores(both), 2 * effective_scores(trials))

    again = {"run": 2, "level_mean": data.blocks["level_mean"] + 2}
    camps = ("camp1", "camp2")
    blocks, runs = (
        pd.concat(
            frame[frame["time"] == "camp"].assign(session=session, **changes)
            for session in camps
            for changes in ({}, {k: v for k, v in again.items() if k in frame})
        )
        for frame in (data.blocks, data.runs)
    )
    asked = replace(data, blocks=blocks, runs=runs)
    more = replace(
        asked,
        runs=pd.concat([runs, data.runs.assign(protocol="other", session="camp1")]),
    )
    assert learning_curve(asked, "sart", Language()) == learning_curve(
        more, "sart", Language()
    )


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
