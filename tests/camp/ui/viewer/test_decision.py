"""A trial is told in sentences: both inputs, the decision, bands, frames and clock."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QLocale, Qt

from attention_camp.camp.dataset.reading.trial_facts import read_trial_facts
from attention_camp.camp.eeg.scoring import WINDOW_SECONDS
from attention_camp.camp.ui.viewer.decision.bands import bands_of
from attention_camp.camp.ui.viewer.decision.sentences import (
    decision_sentences,
    timing_sentences,
)
from attention_camp.camp.ui.viewer.formula import powers_of
from attention_camp.camp.ui.viewer.recorded_session import RecordedSession
from attention_camp.tasks.difficulty.rule import Decision, Randomised


@pytest.fixture(scope="module")
def facts(by_formula):
    return read_trial_facts(by_formula)


def test_the_facts_are_those_of_ledger_frames_and_clock(
    facts, by_formula, tmp_path
) -> None:
    assert sorted(facts) == list(range(1, 8))
    found = facts[5]
    assert found.line.decided is not None
    assert found.clock is not None
    assert found.clock.rate == pytest.approx(250, abs=0.1)
    assert abs(found.clock.off) < 0.01  # a sample is 4 ms
    assert not found.intervals.size  # there was no display
    host = found.line.decided.host
    times = host.onset + np.arange(-2, 8) / 60
    there = replace(by_formula, dataset=tmp_path / "data")
    shutil.copytree(by_formula.dataset, there.dataset)
    there.frames.write_text("time\n" + "".join(f"{t:.6f}\n" for t in times))
    logged = read_trial_facts(there)
    inside = times[(times >= host.onset - 1e-6) & (times < host.end)]
    assert logged[5].intervals == pytest.approx(np.diff(inside), abs=1e-5)
    said = timing_sentences(found.line.record, logged[5])
    assert any("frames logged: median 16.67" in text for text in said)


def test_both_inputs_and_the_decision_are_told(facts) -> None:
    found = facts[5]
    record, decided = found.line.record, found.line.decided
    told = "\n".join(decision_sentences(record, found))
    assert f"level {record.level}. Answered" in told
    assert f"{record.model_score:.2f}" in told
    assert "given no score: it had the answers alone" in told
    assert f"level {decided.decision.level} after {record.level}." in told
    other = replace(decided.evidence, engagement=0.11, certainty=0.9)
    lots = Randomised(True, 0.5, True, 6, 5)
    drawn = replace(
        decided,
        evidence=other,
        acted=True,
        decision=Decision(6, "score-harder", lots),
    )
    told = "\n".join(
        decision_sentences(
            record, replace(found, line=replace(found.line, decided=drawn))
        )
    )
    assert "given another score, 0.11" in told
    assert "engagement score makes it harder" in told
    assert "the level would have been another" in told
    assert "level 6; the answers alone gave 5" in told
    own = replace(drawn, evidence=replace(other, engagement=record.engagement))
    told = decision_sentences(
        record, replace(found, line=replace(found.line, decided=own))
    )
    assert any("given this score" in text for text in told)
    practice = facts[1].line.record
    assert "Practice" in decision_sentences(practice, facts[1])[-1]
    lost = replace(record, onset_dropped=True, frames_dropped=3)
    assert any(text.startswith("▲") for text in timing_sentences(lost, None))
    assert any("dropped within the trial: 3" in t for t in timing_sentences(lost, None))


def test_rest_is_told_without_what_an_answer_would_have(facts) -> None:
    record = replace(
        facts[5].line.record, task="rest", condition="eyes-open", stage="calibration",
        level=1, correct=True, reaction_time=None,
    )  # fmt: skip
    told = decision_sentences(record, facts[5])
    assert told[0] == "Trial 5: Rest, eyes-open, calibration: nothing to answer."
    assert f"{record.model_score:.2f}" in told[1]
    assert not any(word in "".join(told).lower() for word in ("right", "level", "rule"))
    asked = replace(record, task="questionnaire", condition="kss", stage="main")
    told = decision_sentences(asked, facts[5])
    assert told[0].endswith("training: answers that are neither right nor wrong.")
    assert not any(word in "".join(told) for word in ("Correct", "level"))


def test_a_line_of_the_clock_without_a_fit_is_none(facts, by_formula, tmp_path) -> None:
    there = replace(by_formula, dataset=tmp_path / "data")
    shutil.copytree(by_formula.dataset, there.dataset)
    first, *_ = there.clock.read_text().splitlines()
    there.clock.write_text(json.dumps(json.loads(first) | {"residual": None}) + "\n")
    record = facts[5].line.record
    told = timing_sentences(record, read_trial_facts(there)[5])
    assert any("was not fitted" in text for text in told)


def test_a_trial_without_any_power_is_not_among_the_bands(by_formula, tmp_path) -> None:
    there = replace(by_formula, dataset=tmp_path / "data")
    shutil.copytree(by_formula.dataset, there.dataset)
    recording = RecordedSession(there.folder.parent)
    trial = next(t for t in recording.trials if t.trial == 5)
    n_chans = len(recording.ch_names)
    samples = np.fromfile(there.eeg, np.float32).reshape(-1, n_chans)
    stop = round((trial.onset + trial.duration) * recording.sfreq)
    samples[stop - round((WINDOW_SECONDS + 1) * recording.sfreq) : stop + 1] = 7.0
    samples.tofile(there.eeg)
    bands = bands_of(RecordedSession(there.folder.parent))
    assert 5 not in bands.trials
    assert np.isfinite(np.log10(bands.powers)).all()


def test_chinese_sentences_follow_each_other_without_a_space(facts) -> None:
    record, before = facts[5].line.record, QLocale()
    assert ". Answered" in decision_sentences(record, None)[0]
    QLocale.setDefault(QLocale("zh_CN"))
    try:
        assert ".Answered" in decision_sentences(record, None)[0]
    finally:
        QLocale.setDefault(before)


def test_bands_are_those_of_the_formula_and_their_place_is_right(by_formula) -> None:
    recording = RecordedSession(by_formula.folder.parent)
    bands = bands_of(recording)
    trial = next(t for t in recording.trials if t.trial == 5)
    assert trial.onset + trial.duration > WINDOW_SECONDS
    formula = dict(powers_of(recording, trial).bands)
    places = bands.place(5)
    for sign, power in formula.items():
        assert places[sign][0] == pytest.approx(power)
    column = bands.powers[:, 0]
    mine = column[bands.trials == 5][0]
    assert places["θ"][1] == pytest.approx((column < mine).sum() / (len(column) - 1))


def test_the_viewer_tells_the_chosen_trial(open_window, recorded, qtbot) -> None:
    window = open_window(recorded)
    window.open_session(recorded / "sub-07" / "ses-02")
    page = window.pages.viewer
    qtbot.waitUntil(lambda: page.recording is not None, timeout=30_000)
    for _ in range(3):
        qtbot.mouseClick(page.tools.next, Qt.MouseButton.LeftButton)
    page.tools.explanation.setChecked(True)
    panel = page.side.decision
    assert not panel.is_read  # nobody looked yet
    page.side.told.setCurrentWidget(panel)
    qtbot.waitUntil(lambda: panel.is_read, timeout=30_000)
    assert panel.why.text().startswith("Trial 3: Visual search")
    assert "Sample clock: 250.0" in panel.timing.text()
    assert panel.bands.text.text().startswith("Against 5 other trials")
    assert "θ " in panel.bands.plot.accessibleDescription()
