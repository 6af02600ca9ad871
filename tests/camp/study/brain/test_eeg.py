"""Features of a run are those that a script by MNE's own objects finds."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import mne
import numpy as np
import pandas as pd
import pytest

from attention_camp.camp.dataset.layout import RunPaths
from attention_camp.camp.dataset.open_session import OpenedSession
from attention_camp.camp.study.brain import features
from attention_camp.camp.study.brain.features import Feature, read_features


@pytest.fixture
def disturbed(by_formula: RunPaths, tmp_path: Path) -> RunPaths:
    """A session with a gap, a bad channel, and an event that calls a stretch bad."""
    data = tmp_path / "data"
    shutil.copytree(by_formula.dataset, data)
    run = replace(by_formula, dataset=data)
    sfreq = OpenedSession(run).recording.info.sfreq
    middle = OpenedSession(run).recording.n_samples // 2
    lines = run.vmrk.read_text(encoding="utf-8").rstrip("\n")
    gap = f"Mk999=BAD_gap,lost,{middle + 1},{round(2.5 * sfreq)},0"
    run.vmrk.write_text(f"{lines}\n{gap}\n", encoding="utf-8")
    rows = run.channels.read_text(encoding="utf-8").splitlines()
    status = rows[0].split("\t").index("status")
    cells = rows[2].split("\t")
    cells[status] = "bad"
    rows[2] = "\t".join(cells)
    run.channels.write_text("\n".join(rows) + "\n", encoding="utf-8")
    table = run.events.read_text(encoding="utf-8").splitlines()
    names = table[0].split("\t")
    known = {"onset": "20", "duration": "3", "trial_type": "BAD_cough"}
    known["sample"] = str(round(20 * sfreq))
    table.append("\t".join(known.get(name, "n/a") for name in names))
    run.events.write_text("\n".join(table) + "\n", encoding="utf-8")
    return run


def by_mne(run: RunPaths, least: int) -> list[Feature]:
    """Return the features as MNE's own objects make them, step by step."""
    session = OpenedSession(run)
    raw = session.raw.load_data(verbose="error").pick("eeg", exclude=())
    if raw.info["bads"] and raw.get_montage() is not None:
        raw.interpolate_bads(reset_bads=True, verbose="error")
    raw.set_eeg_reference("average", verbose="error")
    filtered = raw.copy().filter(*features.EPOCH_BAND, verbose="error")
    trials = session.trials
    main = trials[(trials["stage"] == "main") | (trials["task"] == "rest")]
    sfreq = raw.info["sfreq"]
    step = round(features.WINDOW * sfreq)
    found = []
    for task, rows in main.groupby("task", sort=True):
        starts = [
            k
            for _, block in rows.groupby("block")
            for k in range(block["sample"].min(), _stop(block, sfreq) - step + 1, step)
        ]
        epochs = _epochs(raw, starts, (0.0, features.WINDOW - 1 / sfreq), None)
        if len(epochs) >= least:
            spectra = epochs.compute_psd(
                "welch", fmin=features.BAND[0], fmax=features.BAND[1], n_fft=step,
                n_per_seg=step, n_overlap=0, exclude=(), verbose="error",
            )  # fmt: skip
            values = np.log10(spectra.get_data(exclude=()).mean(0)).T
            found.append(_feature("spectrum", task, values, spectra.freqs, epochs))
        if task == "rest":
            continue
        epochs = _epochs(filtered, rows["sample"], features.EPOCH, (-0.2, 0.0))
        if len(epochs) >= least:
            values = 1e6 * epochs.get_data().mean(0)[:, :: features.STEP].T
            times = epochs.times[:: features.STEP]
            found.append(_feature("evoked", task, values, times, epochs))
    return found


def _stop(block: pd.DataFrame, sfreq: float) -> int:
    last = block.sort_values("sample").iloc[-1]
    return int(last["sample"] + last["duration"] * sfreq)


def _epochs(raw, samples, span, baseline) -> mne.Epochs:
    events = np.array([[k, 0, 1] for k in sorted(set(samples))])
    return mne.Epochs(
        raw, events, tmin=span[0], tmax=span[1], baseline=baseline, preload=True,
        reject={"eeg": 150e-6}, verbose="error",
    )  # fmt: skip


def _feature(kind, task, values, points, epochs) -> Feature:
    names = tuple(epochs.ch_names)
    return Feature(kind, str(task), values, points, names, len(epochs))


@pytest.mark.parametrize("name", ["by_formula", "disturbed"])
def test_windows_and_values_are_those_of_mne_s_epochs(
    name: str, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setattr(features, "LEAST_EPOCHS", 2)  # a session of seconds
    run = request.getfixturevalue(name)
    ours = read_features(run, tmp_path / "cache").features
    theirs = by_mne(run, 2)
    assert {one.kind for one in ours} == {"spectrum", "evoked"}
    assert [(f.kind, f.task, f.n, f.ch_names) for f in ours] == [
        (f.kind, f.task, f.n, f.ch_names) for f in theirs
    ]
    for one, other in zip(ours, theirs, strict=True):
        np.testing.assert_allclose(one.points, other.points, rtol=0, atol=1e-12)
        np.testing.assert_allclose(one.values, other.values, rtol=1e-9, atol=1e-9)


def test_one_channel_has_no_features_in_an_average_reference(
    by_formula: RunPaths, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setattr(features, "LEAST_EPOCHS", 1)
    shutil.copytree(by_formula.dataset, tmp_path / "data")
    run = replace(by_formula, dataset=tmp_path / "data")
    first, one, *others = run.channels.read_text(encoding="utf-8").splitlines()
    rows = [first, one, *(row.replace("\tEEG\t", "\tMISC\t") for row in others)]
    run.channels.write_text("\n".join(rows) + "\n", encoding="utf-8")
    assert OpenedSession(run).recording.info.n_chans == 1
    assert read_features(run, tmp_path / "cache").features == []


def test_a_gap_costs_the_windows_that_touch_it(
    by_formula: RunPaths, disturbed: RunPaths, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setattr(features, "LEAST_EPOCHS", 1)
    whole, holed = (
        sum(one.n for one in read_features(run, tmp_path).features)
        for run in (by_formula, disturbed)
    )
    assert holed < whole
