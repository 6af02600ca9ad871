"""A model file of somebody else scores as ours does, or is refused in words."""

from __future__ import annotations

import numpy as np
import pytest

from attention_camp.camp.eeg.own_models import check_model, keep_model, kept_scorer
from attention_camp.models.calibration import Stretch, calibrate
from attention_camp.models.catalogue import load_estimator
from attention_camp.models.own.contract import OwnModelError
from attention_camp.models.own.estimator import try_model
from attention_camp.models.scorer import Scorer

NAMES = ("Fp1", "Fp2", "O1", "O2")
HERE = ("O1", "Cz", "Fp1", "Fp2", "O2")
METADATA = {"ch_names": "Fp1,Fp2,O1,O2", "sfreq": "128", "seconds": "2"}


def band_model(path, *, metadata=METADATA, shape=(4, 2)):
    from safetensors.numpy import save_file

    weights = np.zeros(shape)
    weights[2:, 1] = -1.0  # alpha behind, the less the more engaged
    numbers = {"weights": weights, "bias": np.array([5.0])}
    save_file(numbers, path, {"bands": "4-8,8-13", **metadata})
    return path


def graph(path, *, metadata=METADATA, n_times=256, needs_rest=False, value=None, n="n"):
    """A graph whose answer is the logistic of the mean of squares at O1."""
    onnx = pytest.importorskip("onnx")
    make = onnx.helper
    floats = onnx.TensorProto.FLOAT
    inputs = [make.make_tensor_value_info("windows", floats, [n, 4, n_times])]
    nodes = [
        make.make_node("Mul", ["windows", "windows"], ["power"]),
        make.make_node("ReduceMean", ["power"], ["mean"], axes=[1, 2], keepdims=0),
        make.make_node("Log", ["mean"], ["log"]),
    ]
    last = "log"
    if needs_rest:
        inputs.append(make.make_tensor_value_info("rest", floats, [4, 4]))
        nodes += [
            make.make_node("ReduceMean", ["rest"], ["level"], keepdims=0),
            make.make_node("Sub", ["log", "level"], ["apart"]),
        ]
        last = "apart"
    if value is None:
        nodes.append(make.make_node("Sigmoid", [last], ["engaged"]))
    else:
        nodes.append(make.make_node("Mul", [last, "many"], ["engaged"]))
    many = make.make_tensor("many", floats, [], [value or 1.0])
    outputs = [make.make_tensor_value_info("engaged", floats, [n])]
    made = make.make_graph(nodes, "own", inputs, outputs, [many])
    model = make.make_model(made, opset_imports=[make.make_opsetid("", 13)])
    model.ir_version = 8
    make.set_model_props(model, metadata)
    onnx.save(model, path)
    return path


def eeg(alpha, n=6, seed=0):
    rng = np.random.default_rng(seed)
    times = np.arange(1000) / 250
    wave = alpha * 1e-5 * np.sin(2 * np.pi * 10 * times)
    return 1e-6 * rng.standard_normal((n, len(HERE), 1000)) + wave


def test_a_table_of_weights_scores_by_name_of_channel_and_at_its_own_rate(tmp_path):
    path = band_model(tmp_path / "mine.safetensors")
    model = load_estimator("own", weights=path)
    loud, faint = (
        model.predict_windows(eeg(a), sfreq=250.0, ch_names=HERE).engaged
        for a in (3.0, 0.3)
    )
    assert (loud < faint).all()
    assert ((loud > 0) & (faint < 1)).all()
    assert try_model(path) == model.file.digest


@pytest.mark.parametrize("needs_rest", [False, True])
def test_a_graph_scores_the_same_twice_and_waits_for_the_rest_it_needs(
    tmp_path, needs_rest
):
    path = graph(tmp_path / "mine.onnx", needs_rest=needs_rest)
    model = load_estimator("own", weights=path)
    before = model.predict_windows(eeg(1.0), sfreq=250.0, ch_names=HERE)
    assert np.isnan(before.engaged).all() == needs_rest
    if needs_rest:
        assert set(before.reasons) == {"needs the person's own rest first"}
    aligned = model.personalise(eeg(1.0), sfreq=250.0, ch_names=HERE)
    one, other = (
        aligned.predict_windows(eeg(1.0), sfreq=250.0, ch_names=HERE).engaged
        for _ in range(2)
    )
    assert np.isfinite(one).all()
    assert one.tolist() == other.tolist()
    assert (aligned.fingerprint != model.fingerprint) == needs_rest


@pytest.mark.parametrize("sfreq", [250.1, 249.9])
def test_windows_of_a_rate_that_is_no_whole_number_are_scored(tmp_path, sfreq):
    """A thousand samples are a hair less than four seconds, or more."""
    path = band_model(tmp_path / "m.safetensors", metadata=METADATA | {"seconds": "4"})
    told = load_estimator("own", weights=path).predict_windows(
        eeg(1.0), sfreq=sfreq, ch_names=HERE
    )
    assert set(told.reasons) == {""}
    assert np.isfinite(told.engaged).all()


def test_a_model_of_a_rate_that_is_no_whole_number_gets_all_its_samples(tmp_path):
    metadata = METADATA | {"sfreq": "128.5", "seconds": "4"}
    path = graph(tmp_path / "m.onnx", metadata=metadata, n_times=514)
    told = load_estimator("own", weights=path).predict_windows(
        eeg(1.0), sfreq=250.0, ch_names=HERE
    )
    assert np.isfinite(told.engaged).all()


def test_a_headset_without_its_electrodes_is_declined(tmp_path):
    model = load_estimator("own", weights=band_model(tmp_path / "m.safetensors"))
    told = model.predict_windows(eeg(1.0)[:, :4], sfreq=250.0, ch_names=HERE[:4])
    assert set(told.reasons) == {"trained on other electrodes"}
    lost = model.predict_windows(eeg(1.0), sfreq=250.0, ch_names=HERE, bads=["O1"])
    assert set(lost.reasons) == {"too few good channels"}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"ch_names": "Fp1,Fp1,O1"}, "ch_names must be"),
        ({"sfreq": "nan"}, "sfreq must be"),
        ({"sfreq": "1e9"}, "sfreq must be"),
        ({"seconds": "60"}, "seconds must be"),
        ({"unit": "mV"}, "unit must be"),
        ({"bands": "13-8,4-8"}, "bands must be"),
        ({"bands": "4-8,70-80"}, "begin below 64 Hz, got 70-80"),
        ({"bands": "4-8,9.1-9.3"}, "0.5 Hz wide"),
        ({"seconds": "1"}, "seconds must be 2"),
    ],
)
def test_metadata_that_do_not_fit_are_refused_in_words(tmp_path, change, says):
    path = band_model(tmp_path / "m.safetensors", metadata=METADATA | change)
    with pytest.raises(OwnModelError, match=says):
        load_estimator("own", weights=path)


def test_files_of_other_shapes_and_kinds_are_refused_in_words(tmp_path):
    wrong = [
        (band_model(tmp_path / "a.safetensors", shape=(3, 2)), "must have shape"),
        (tmp_path / "b.pkl", "must end in"),
        (tmp_path / "absent.onnx", "cannot be read"),
        (graph(tmp_path / "c.onnx", n_times=300), "input windows must be"),
        (graph(tmp_path / "d.onnx", metadata={"sfreq": "128"}), "its ch_names"),
        # eight windows are tried, and a session has one
        (graph(tmp_path / "g.onnx", n=8), r"input windows must be .* \(n, 4, 256\)"),
    ]
    broken = {
        "e.onnx": b"\x08\x08hello",
        "f.safetensors": b"no",
        "h.safetensors": (2).to_bytes(8, "little") + b"[]",
    }
    for name, content in broken.items():
        (tmp_path / name).write_bytes(content)
        wrong.append((tmp_path / name, "that can be|can be run"))
    for path, says in wrong:
        with pytest.raises(OwnModelError, match=says):
            load_estimator("own", weights=path)


def test_a_model_that_gives_no_probabilities_is_refused_in_a_process_apart(tmp_path):
    with pytest.raises(OwnModelError, match="the model gave no number"):
        check_model(graph(tmp_path / "m.onnx", value=50.0))


def test_its_calibration_has_controls_and_leaves_lost_channels_out(tmp_path):
    path = band_model(tmp_path / "mine.safetensors")
    scorer = Scorer("own", sfreq=250.0, ch_names=HERE, weights=path)
    blocks = [
        Stretch(label, eeg(alpha, n=9, seed=i))
        for i, (label, alpha) in enumerate([("rest", 2.0), ("engaged", 0.5)] * 3)
    ]
    blocks[0].windows[:2, 4] = np.nan
    report, personal = calibrate(scorer, blocks)
    assert (report.n_rest, report.n_engaged) == (25, 27)
    # it too must earn the right to act: here it says what amplitude says
    assert report.beaten_by == ("amplitude",)
    assert personal.model_hash != scorer.model_hash


def test_a_dataset_keeps_the_file_that_scored_and_finds_it_by_hash(tmp_path):
    path = band_model(tmp_path / "mine.safetensors")
    scorer = Scorer("own", sfreq=250.0, ch_names=HERE, weights=path)
    keep_model(tmp_path / "data", scorer.estimator)
    path.unlink()
    wanted = {"model_hash": scorer.model_hash, "sfreq": 250.0, "ch_names": HERE}
    kept = kept_scorer(tmp_path / "data", **wanted)
    assert kept is not None
    window = eeg(1.0)[0]
    assert kept.score(window) == scorer.score(window)
    other = wanted | {"model_hash": "0" * 64}
    assert kept_scorer(tmp_path / "data", **other) is None
