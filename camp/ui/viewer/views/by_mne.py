"""Evoked responses and independent components of a session, by MNE."""

from __future__ import annotations

import importlib.util
from typing import Any

import numpy as np
from PySide6.QtCore import QCoreApplication

from attention_camp.camp.eeg.growing_evoked import REJECT_UV, TMAX, TMIN
from attention_camp.camp.ui.viewer.traces.seen import ORDER, Seen
from attention_camp.camp.ui.viewer.views.asked import Answer, Asked
from attention_camp.camp.ui.widgets.codes import condition_text, task_title
from attention_camp.resources.texts import QT_TRANSLATE_NOOP, Sentence, UserError, fill

translate = QCoreApplication.translate
MOST_COMPONENTS = 15
"""Own choice: more are hard to look at, and few caps have more to give."""
ICA_HZ = (1.0, 100.0)
"""The band that ICLabel was trained in (Pion-Tonachini et al. 2019,
doi:10.1016/j.neuroimage.2019.05.026)."""
LABELS = (
    QT_TRANSLATE_NOOP("Views", "brain"),
    QT_TRANSLATE_NOOP("Views", "muscle"),
    QT_TRANSLATE_NOOP("Views", "eye"),
    QT_TRANSLATE_NOOP("Views", "heart"),
    QT_TRANSLATE_NOOP("Views", "line noise"),
    QT_TRANSLATE_NOOP("Views", "channel noise"),
    QT_TRANSLATE_NOOP("Views", "other"),
)
"""ICLabel's kinds, in its order."""
IIR = {"order": ORDER, "ftype": "butter", "output": "sos"}


class NotInstalledError(UserError):
    """A package that a view needs is not installed."""


def seen_raw(asked: Asked) -> Any:
    """Return the whole recording as MNE's ``Raw``, reviewed, as it is seen."""
    raw = asked.recording.session.reviewed.load_data(verbose="error")
    return as_seen(raw, asked.seen)


def as_seen(raw: Any, seen: Seen) -> Any:
    """Filter and reference a ``Raw`` in place; the same as the copied lines do."""
    options: dict[str, Any] = {"method": "iir", "iir_params": IIR, "verbose": "error"}
    if seen.reference:
        one = "average" if seen.reference == "average" else [seen.reference]
        raw.set_eeg_reference(one, verbose="error")
    if seen.highpass is not None:
        raw.filter(seen.highpass, None, **options)
    if seen.lowpass is not None:
        raw.filter(None, seen.lowpass, **options)
    if seen.notch is not None:
        raw.filter(seen.notch + 2.0, seen.notch - 2.0, **options)
    return raw


def evoked(asked: Asked) -> Answer:
    """Return the mean over channels of each condition's average, and maps of peaks.

    The line is the global field power: the standard deviation over channels.
    """
    epochs = asked.recording.session.epochs(
        TMIN, TMAX, raw=seen_raw(asked), baseline=(None, 0.0),
        reject={"eeg": REJECT_UV * 1e-6},
    )  # fmt: skip
    averages = {
        name: epochs[name].average(picks="eeg")
        for name in epochs.event_id
        if len(epochs[name])
    }
    dropped = [reasons for reasons in epochs.drop_log if reasons]
    dropped = [reasons for reasons in dropped if reasons != ("IGNORED",)]
    n_all = len(epochs) + len(dropped)
    note = fill(
        translate("Views", "{kept} of {n:epoch|epochs} kept; left out: {why}"),
        kept=len(epochs),
        n=n_all,
        why=_why(dropped) or "–",
    )
    if not averages:
        text = translate("Views", "No epoch is left: {note}").format(note=note)
        return Answer("evoked", (), np.empty((0, 0)), problem=text)
    first = next(iter(averages.values()))
    values = np.array([one.data.std(axis=0) for one in averages.values()]) * 1e6
    peaks = values.argmax(axis=1)
    maps = np.array(
        [one.data[:, at] for one, at in zip(averages.values(), peaks, strict=True)]
    )
    rows = tuple(f"{_words(name)} ({one.nave})" for name, one in averages.items())
    return Answer(
        "evoked", rows, values, first.times, x_name=translate("Views", "Time, s"),
        y_name=translate("Views", "Field power, µV"), unit="µV", note=note,
        maps=(tuple(first.ch_names), maps * 1e6),
    )  # fmt: skip


def _words(event: str) -> str:
    """Return the name of an event of MNE, ``task/condition``, as windows show it."""
    task, _, condition = event.partition("/")
    title = task_title(task)
    return f"{title} · {condition_text(condition)}" if condition else title


def _why(dropped: list[tuple[str, ...]]) -> str:
    """Return how many epochs each reason took."""
    counts: dict[str, int] = {}
    for reasons in dropped:
        for reason in reasons[:1]:
            counts[reason] = counts.get(reason, 0) + 1
    return ", ".join(f"{reason} {n}" for reason, n in counts.items())


def require_icalabel() -> None:
    """Raise where the package that labels components is not installed.

    Raises
    ------
    NotInstalledError
        With the line to type.
    """
    if importlib.util.find_spec("mne_icalabel") is None:
        raise NotInstalledError(
            Sentence(
                "Components are labelled by mne-icalabel, which is not installed. "
                "Type: pip install 'attention-camp[study]'"
            )
        )


def components(asked: Asked) -> Answer:
    """Return independent components with ICLabel's verdict of each.

    Raises
    ------
    NotInstalledError
        If mne-icalabel is not installed.
    """
    require_icalabel()
    from mne.preprocessing import ICA
    from mne_icalabel.iclabel import iclabel_label_components

    raw = asked.recording.session.reviewed.load_data(verbose="error").pick("eeg")
    raw.set_eeg_reference("average", verbose="error")
    high = min(ICA_HZ[1], 0.45 * raw.info["sfreq"])
    raw.filter(ICA_HZ[0], high, verbose="error")
    n_good = len(raw.ch_names) - len(raw.info["bads"])
    n_components = min(MOST_COMPONENTS, n_good - 1)
    ica = ICA(
        n_components, method="infomax", fit_params={"extended": True}, random_state=0,
        verbose="error",
    )  # fmt: skip
    ica.fit(raw, verbose="error")
    # by ONNX Runtime, which is here anyway; torch would be imported for seconds
    verdicts = iclabel_label_components(raw, ica, backend="onnx")
    probability = np.asarray(verdicts, float).max(axis=1)
    rows = tuple(
        f"IC{number} {translate('Views', LABELS[kind])} {share:.0%}"
        for number, (kind, share) in enumerate(
            zip(np.argmax(verdicts, axis=1), probability, strict=True)
        )
    )
    maps = ica.get_components().T
    return Answer(
        "components", rows, probability, unit="",
        note=translate("Views", "ICLabel's verdict and its probability"),
        maps=(tuple(ica.ch_names), maps / np.abs(maps).max(axis=1, keepdims=True)),
    )  # fmt: skip
