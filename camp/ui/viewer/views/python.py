"""A view as lines of Python that make its values again from the dataset."""

from __future__ import annotations

from attention_camp.camp.eeg.growing_evoked import REJECT_UV, TMAX, TMIN
from attention_camp.camp.ui.viewer.traces.seen import python_lines
from attention_camp.camp.ui.viewer.views.asked import (
    BANDS,
    HIGHEST_HZ,
    Asked,
    Kind,
)
from attention_camp.camp.ui.viewer.views.by_mne import ICA_HZ, MOST_COMPONENTS

_PSD = """\
n = {n_segment}
spectrum = raw.compute_psd("welch", fmin=0, tmin={tmin}, tmax={tmax}, picks=picks,
                           n_fft=n, n_per_seg=n, n_overlap=n // 2, window="hann",
                           reject_by_annotation=False)
power, freqs = spectrum.get_data(picks=picks, return_freqs=True)
power = power * 1e12  # µV²/Hz
"""
_SEGMENTS = """\
from scipy.signal import spectrogram
n, first, stop = {n_segment}, {first}, {stop}
data = raw.get_data(picks, first, stop) * 1e6
freqs, times, power = spectrogram(data, raw.info["sfreq"], "hann", n, n // 2,
                                  detrend="constant")
times = times + first / raw.info["sfreq"]
"""
_BODIES: dict[str, str] = {
    "traces": """\
values = raw.get_data(picks, {first}, {stop}) * 1e6  # µV
raw.plot(start={tmin}, duration={duration}, scalings=dict(eeg=25e-6))
""",
    "channels": _PSD
    + """\
shown = (freqs >= 1) & (freqs <= {highest})
values = 10 * np.log10(power[:, shown])
spectrum.plot()
""",
    "spectrogram": _SEGMENTS
    + """\
shown = (freqs >= 1) & (freqs <= {highest})
values = 10 * np.log10(np.median(power, axis=0)[shown].T)
""",
    "bands": _SEGMENTS
    + """\
bands = {bands}
step = freqs[1] - freqs[0]
inside = [(freqs >= low) & (freqs < high) for low, high in bands]
values = np.array([np.median(power[:, one].sum(axis=1), axis=0) for one in inside])
values = values * step  # µV²
""",
    "moment": """\
values = raw.get_data(picks, {moment}, {moment} + 1)[:, 0] * 1e6  # µV
info = mne.pick_info(raw.info, mne.pick_channels(raw.ch_names, picks, ordered=True))
mne.viz.plot_topomap(values, info)
""",
    "band-map": _PSD
    + """\
inside = (freqs >= {low}) & (freqs < {high})
level = 10 * np.log10(power[:, inside].sum(axis=1) * (freqs[1] - freqs[0]))
values = level - level.mean()  # dB
info = mne.pick_info(raw.info, mne.pick_channels(raw.ch_names, picks, ordered=True))
mne.viz.plot_topomap(values, info)
""",
    "evoked": f"""\
epochs = session.epochs({TMIN}, {TMAX}, raw=raw, baseline=(None, 0),
                        reject=dict(eeg={REJECT_UV:g}e-6))
evoked = {{{{name: epochs[name].average(picks="eeg")
          for name in epochs.event_id if len(epochs[name])}}}}
values = np.array([one.data.std(axis=0) for one in evoked.values()]) * 1e6  # µV
mne.viz.plot_compare_evokeds(evoked)
""",
    "components": f"""\
from mne.preprocessing import ICA
from mne_icalabel.iclabel import iclabel_label_components
raw.pick("eeg").set_eeg_reference("average")
raw.filter({ICA_HZ[0]:g}, min({ICA_HZ[1]:g}, 0.45 * raw.info["sfreq"]))
n_good = len(raw.ch_names) - len(raw.info["bads"])
ica = ICA(min({MOST_COMPONENTS}, n_good - 1), method="infomax",
          fit_params=dict(extended=True), random_state=0).fit(raw)
verdicts = iclabel_label_components(raw, ica, backend="onnx")
values = verdicts.max(axis=1)
ica.plot_components()
""",
}
"""What follows the opening of the session, for each view."""


def lines_of(kind: Kind, asked: Asked) -> str:
    """Return the lines; the last ones leave what is shown in ``values``."""
    path = str(asked.recording.session.paths.vhdr)
    first, stop = asked.samples
    sfreq = asked.recording.sfreq
    low, high = BANDS[asked.band]
    head = [
        "import mne",
        "import numpy as np",
        "from attention_camp.camp import open_session",
        "",
        f"session = open_session({path!r})",
        "raw = session.reviewed.load_data()",
        *([] if kind == "components" else python_lines(asked.seen)),
        f"picks = {list(asked.ch_names)!r}",
    ]
    body = _BODIES[kind].format(
        n_segment=asked.n_segment,
        first=first,
        stop=stop,
        tmin=first / sfreq,
        tmax=(stop - 1) / sfreq,
        duration=(stop - first) / sfreq,
        highest=min(HIGHEST_HZ, 0.45 * sfreq),
        bands=list(BANDS.values()),
        moment=asked.moment,
        low=low,
        high=high,
    )
    return "\n".join(head) + "\n" + body
