"""A study from its dataset to the report: frames, planted effects, blinding, script."""

from __future__ import annotations

import json
import math
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from ruamel.yaml import YAML

from attention_camp.camp.dataset.exports.folder import ExportError
from attention_camp.camp.dataset.guards.run_lock import taken
from attention_camp.camp.dataset.layout import DatasetError, RunPaths, existing_runs
from attention_camp.camp.dataset.rows import read_event_table
from attention_camp.camp.dataset.trial_store import read_session
from attention_camp.camp.session.protocol import load_protocol
from attention_camp.camp.session.studies.study_file import load_study
from attention_camp.camp.study.analysis import Questions, analyse, analyse_persons
from attention_camp.camp.study.associations import moderation
from attention_camp.camp.study.gather import SEALED, SEVERAL, _arms, _asked, gather
from attention_camp.camp.study.outcomes import Outcome, OutcomeError
from attention_camp.camp.study.proposals import Proposal
from attention_camp.camp.study.record.facts import facts_of
from attention_camp.camp.study.record.methods import references_of
from attention_camp.camp.study.report import write_report
from attention_camp.camp.study.result import Refused, Result, corrected
from attention_camp.camp.study.revise import revised
from attention_camp.resources.texts import Sentence

sys.path.append(str(Path(__file__).parent))
from made_up import made_up_study

STUDIES = Path(__file__).parents[3] / "resources" / "studies"


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that says that it is a dataset; the frames are made up."""
    folder = tmp_path_factory.mktemp("study") / "dataset"
    folder.mkdir()
    (folder / "dataset_description.json").write_text("{}")
    return folder


@pytest.fixture(scope="module")
def made(dataset: Path):
    """A study in which one of two arms gains a whole SD."""
    data = made_up_study(gains=(1.0, 0.0), dataset=dataset)
    return analyse(data, Questions(outcomes=("sart.reaction_time_ms",)))


def _one(found, test: str) -> Result:
    (result,) = (r for r in found if isinstance(r, Result) and r.test == test)
    return result


def test_a_recorded_run_is_gathered_once_and_read_anew_when_a_file_changes(
    recorded: Path, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    first = gather(recorded, cache=cache)
    (kept,) = cache.iterdir()
    assert list(first.runs["state"]) == ["finished"]
    assert len(first.trials) == first.runs["n_trials"].sum()
    again = gather(recorded, cache=cache)
    for name in ("runs", "blocks", "scores", "trials"):
        assert getattr(first, name).equals(getattr(again, name))
    copy = tmp_path / "copy"
    shutil.copytree(recorded, copy)
    (events,) = copy.rglob("*_events.tsv")
    events.write_text(events.read_text() + "\n")
    gather(copy, cache=cache)
    assert len(list(cache.iterdir())) == 2
    (sidecar,) = copy.rglob("*_eeg.json")
    sidecar.write_text(sidecar.read_text() + "\n")
    gather(copy, cache=cache)
    assert len(list(cache.iterdir())) == 3
    kept.write_text("{")  # a damaged cache is made again
    assert gather(recorded, cache=cache).runs.equals(first.runs)


def test_a_run_that_was_gathered_while_it_was_recorded_is_read_anew(
    recorded: Path, tmp_path: Path
) -> None:
    copy, cache = tmp_path / "copy", tmp_path / "cache"
    shutil.copytree(recorded, copy)
    (run,) = existing_runs(copy)
    text = run.session_json.read_text()
    run.session_json.write_text(text.replace('"finished"', '"running"'))
    with taken(run, "session"):
        assert list(gather(copy, cache=cache).runs["state"]) == ["recording"]
    assert list(gather(copy, cache=cache).runs["state"]) == ["interrupted"]


@pytest.mark.parametrize("content", [None, b"", b"\x00\xff" * 400, b"onset\tdur"])
def test_a_finished_session_whose_trials_are_lost_is_not_counted_as_done(
    recorded: Path, tmp_path: Path, content: bytes | None
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(recorded, copy)
    (run,) = existing_runs(copy)
    run.events.unlink()
    if content is not None:
        run.events.write_bytes(content)
    with pytest.raises(DatasetError, match="holds no trial that can be read"):
        facts_of(run, read_session(run), read_event_table(run))
    run.session_json.unlink()
    with pytest.raises(DatasetError, match="is missing"):
        facts_of(run, {}, read_event_table(run))
    with pytest.raises(DatasetError, match="no session that can be read"):
        gather(copy, cache=tmp_path / "cache")


def test_a_dataset_without_sessions_is_refused(tmp_path: Path) -> None:
    (tmp_path / "dataset_description.json").write_text("{}")
    with pytest.raises(DatasetError, match="nothing to analyse"):
        gather(tmp_path)


def test_a_planted_gain_is_found_in_its_arm_with_its_sign(made) -> None:
    found = made.persons.found
    change = _one(found, "Welch t-test of the changes")
    assert change.p < 0.001
    assert change.interval[0] < -50 < change.interval[1]  # an SD is 50 ms
    assert change.unit == "ms"
    assert _one(found, "Mixed ANOVA, arm × time").p < 0.001
    adjusted = _one(found, "Baseline-adjusted comparison (ANCOVA)")
    assert adjusted.interval[1] < 0
    assert Outcome("sart", "reaction_time_ms").better == "lower"


def test_arms_are_pooled_and_untested_while_a_study_is_blinded(
    dataset: Path, tmp_path: Path
) -> None:
    data = made_up_study(arms=("secret-a", "secret-b"), dataset=dataset)
    runs = [RunPaths(dataset, "001", session, "made") for session in ("01", "02")]
    kinds = [{"type": "camp", "runs": [{"arm": f"secret-{arm}"}]} for arm in "ab"]
    said: list[Sentence] = []
    assert _arms(zip(runs, kinds, strict=True), said) == {"001": SEVERAL}
    assert "secret-a, secret-b" in said[0]
    blind = analyse(replace(data, problems=tuple(said)), Questions(is_blind=True))
    tests = {one.test for one in blind.persons.found if isinstance(one, Result)}
    assert "Paired t-test" in tests
    assert not any("arm" in test.lower() or "Welch" in test for test in tests)
    write_report(blind, tmp_path / "out")
    for path in (tmp_path / "out").rglob("*"):
        assert path.is_dir() or b"secret" not in path.read_bytes()


def test_a_person_of_several_arms_is_named_and_in_no_comparison_of_arms() -> None:
    data = made_up_study()
    runs = data.scores
    runs.loc[runs["participant"] == "001", "arm"] = SEVERAL
    found = analyse_persons(data, Questions()).found
    assert _one(found, "Welch t-test of the changes").n == 23
    assert _one(found, "Paired t-test").n == 24


@pytest.mark.parametrize("course", [(5.0, 5.0, 5.0), (5.0, 6.0, 8.0)])
def test_people_who_do_not_differ_are_refused_with_the_reason(course) -> None:
    data = made_up_study()
    data.scores["value"] = data.scores["time"].map(
        dict(zip(("pre", "camp", "post"), course, strict=True))
    )
    found = analyse_persons(data, Questions()).found
    assert found
    assert all(isinstance(one, Refused) for one in found if not _is_descriptive(one))
    reasons = {str(one.reason) for one in found if isinstance(one, Refused)}
    assert "all people changed by the same amount" in reasons


def _is_descriptive(one: Result | Refused) -> bool:
    return isinstance(one, Result) and one.is_descriptive


def test_a_cancelled_report_leaves_nothing_behind(made, tmp_path: Path) -> None:
    def cancel(done: int, total: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_report(made, tmp_path / "report", progress=cancel)
    assert list(tmp_path.iterdir()) == []


def test_times_of_different_forms_are_not_compared() -> None:
    data = made_up_study()
    block = {"task": "sart", "form": "assessment", "options": {}}
    harder = block | {"options": {"n_items": 9}}
    data.scores["protocol"] = data.scores["time"]
    alike = {"pre": {"blocks": [block]}, "post": {"blocks": [dict(block)]}}
    other = {**alike, "camp": {"blocks": [harder]}}
    unlike = {**alike, "post": {"blocks": [harder]}}
    found = analyse_persons(replace(data, protocols=other), Questions()).found
    (only,) = [one for one in found if isinstance(one, Refused)]
    assert only.test == "Repeated-measures ANOVA"
    assert "camp: assessment" in str(only.reason)
    persons = analyse_persons(replace(data, protocols=unlike), Questions())
    (only,) = persons.found
    assert only.test == "All tests"
    assert persons.reach == ()


def test_too_few_people_are_refused_with_their_number() -> None:
    found = analyse_persons(made_up_study(4), Questions()).found
    assert all(isinstance(one, Refused) for one in found if "corr" not in one.test)
    assert "4 people" in next(one.reason for one in found if isinstance(one, Refused))


def test_an_outcome_that_the_study_lacks_is_refused_with_those_it_has() -> None:
    asked = Questions(outcomes=("sart.d_prime",))
    with pytest.raises(OutcomeError, match=r"It has: sart\.reaction_time_ms"):
        analyse_persons(made_up_study(), asked)


def test_engagement_as_moderator_is_called_descriptive_and_found_where_planted() -> (
    None
):
    rng = np.random.default_rng(3)
    engagement, gets = rng.uniform(size=60), np.arange(60) % 2
    people = pd.DataFrame(
        {
            "arm": np.where(gets, "yoked", "loop"),
            "engagement": engagement,
            "change": 2 + 8 * engagement * (1 - gets) + rng.normal(size=60),
        }
    )
    found = moderation(people, "sart.d_prime", ("loop", "yoked"))
    assert isinstance(found, Result)
    # the interaction is the difference of the two arms' own slopes
    slopes = [
        np.polyfit(rows["engagement"], rows["change"], 1)[0]
        for _, rows in people.groupby("arm")
    ]
    assert found.estimate == pytest.approx(slopes[0] - slopes[1])
    assert found.interval[0] < 8 < found.interval[1]
    assert found.p < 0.001
    assert found.is_descriptive
    (kept,) = corrected([found])
    assert math.isnan(kept.p_holm)  # in no family of tests
    few = moderation(people.head(8), "sart.d_prime", ("loop", "yoked"))
    assert isinstance(few, Refused)
    assert "loop: 4, yoked: 4" in few.reason


def test_what_clusters_do_not_show_is_cited_where_they_are_tested(made) -> None:
    assert not any("Sassenhagen" in one for one in references_of(made))
    result = Result("spectra, arms", "o", "t", "?", 9, "", 0.5)
    persons = replace(made.persons, found=(*made.persons.found, result))
    cited = references_of(replace(made, persons=persons))
    assert any("Sassenhagen" in one for one in cited)
    assert any("Maris" in one for one in cited)


def test_engagement_of_several_scales_is_not_compared() -> None:
    data = made_up_study()
    data.runs["score_scale"] = ["personal", "shipped"] * (len(data.runs) // 2)
    found = analyse(data).persons.found
    (refused,) = (one for one in found if one.outcome == "engagement")
    assert "several scales" in refused.reason


def test_the_script_makes_every_number_again_in_a_fresh_process(
    dataset: Path, tmp_path: Path
) -> None:
    """Also with labels that pandas takes for numbers or for nothing."""
    data = made_up_study(gains=(1.0, 0.0), arms=("1", "2"), dataset=dataset)
    for name in ("runs", "blocks", "scores", "trials", "people"):
        frame = getattr(data, name)
        frame["participant"] = frame["participant"].replace("005", "NA")
    after = (data.trials["participant"] == "002") & (data.trials["time"] == "post")
    data.trials.loc[after, "correct"] = False  # so there is no time of theirs
    made = analyse(data, Questions(outcomes=("sart.reaction_time_ms",)))
    report = write_report(made, tmp_path / "out")
    printed = subprocess.run(
        [sys.executable, "analysis.py"],
        cwd=report.parent, check=True, capture_output=True, text=True,
    ).stdout.splitlines()  # fmt: skip
    results = [one for one in made.persons.found if isinstance(one, Result)]
    assert len(printed) == len(results) > 5
    for line, result in zip(printed, results, strict=True):
        assert line.split("\t")[1] == result.test
        assert math.isclose(float(line.split("\t")[3]), result.p, rel_tol=1e-6)
    kept = json.loads((report.parent / "results.json").read_text())
    assert [one["p"] for one in kept if "p" in one] == [one.p for one in results]


def test_a_report_needs_nothing_but_itself_and_overwrites_nothing(
    made, tmp_path: Path
) -> None:
    page = write_report(made, tmp_path / "out").read_text(encoding="utf-8")
    assert "http://" not in page.replace("http://www.w3.org", "").replace(
        "http://purl.org", ""
    ).replace("http://creativecommons.org", "")
    assert "<svg" in page
    with pytest.raises(ExportError, match="overwrites nothing"):
        write_report(made, tmp_path / "out")


def test_a_proposed_protocol_is_a_new_version_that_loads_and_says_what_changed(
    tmp_path: Path,
) -> None:
    kept = load_protocol("demo").model_dump(mode="json")
    number, block = next(
        (n, b) for n, b in enumerate(kept["blocks"], 1) if b["stage"] == "main"
    )
    more = Proposal(
        "demo", number, block["task"], "trials", str(block["trials"]), "80", 80,
        "split-half reliability 0.50", "",
    )  # fmt: skip
    text = revised(kept, [more])
    path = tmp_path / "proposed.yaml"
    path.write_text(text, encoding="utf-8")
    again = load_protocol(str(path))
    assert again.blocks[number - 1].trials == 80
    assert again.version != kept["version"]
    assert f"# Deviation, block {number}" in text
    assert YAML(typ="safe").load(text)["name"] == "demo"
    assert revised(kept, []) is None


def test_a_locked_study_asks_its_own_questions_and_stays_blinded() -> None:
    study = load_study(STUDIES / "default.yaml")
    data = replace(made_up_study(), study=study)
    data.runs["arm"] = SEALED
    found = analyse(data).questions
    assert found.is_blind
    assert found.outcomes[0] == study.primary_outcome.measure
    (refused,) = (one for one in analyse(data).persons.found if "All" in one.test)
    assert refused.outcome == study.primary_outcome.measure


def test_a_choice_is_told_in_sessions_one_gone_on_with_is_one(tmp_path: Path) -> None:
    runs = [
        RunPaths(tmp_path, "01", session, "demo", run)
        for session, run in (("01", 1), ("01", 2), ("02", 1))
    ]
    asked, (said,) = _asked(runs, runs[:2])
    assert asked == runs[:2]
    assert said.startswith("Chosen for this analysis: only 1 of 2 sessions")
    assert _asked(runs, runs) == (runs, [])
