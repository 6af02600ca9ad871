"""Figures of the brain: the feedback signal over sessions, what changed in the EEG."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from attention_camp.camp.study.brain.study_changes import Changes
from attention_camp.camp.study.figures import (
    COLOURS,
    INK,
    MARKERS,
    half_widths,
    svg_of,
)
from attention_camp.camp.study.pages.language import Language
from attention_camp.camp.study.regulation import QUARTERS

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


def course(parts: pd.DataFrame, language: Language) -> str:
    """Return the mean score of each quarter of each training session, by arm.

    Parameters
    ----------
    parts : DataFrame
        A row per person, session and quarter: ``arm``, ``number``, ``quarter``,
        ``engagement``.
    language : Language
        Language of the labels.
    """

    def draw(axes: Axes) -> None:
        for k, arm in enumerate(sorted(set(parts["arm"]))):
            table = parts[parts["arm"] == arm].pivot_table(
                index="participant", columns=["number", "quarter"], values="engagement"
            )
            mean, half = table.mean().to_numpy(float), half_widths(table)
            x = np.array([n + (q + 0.5) / QUARTERS - 0.5 for n, q in table.columns])
            numbers = np.array([n for n, _ in table.columns])
            for n in np.unique(numbers):  # a line within a session, none between
                of = numbers == n
                axes.errorbar(
                    x[of], mean[of], half[of], color=COLOURS[k % 6],
                    marker=MARKERS[k % 6], markersize=4, linewidth=1.5, capsize=2,
                    label=f"{arm} (n = {len(table)})" if n == numbers[0] else None,
                )  # fmt: skip
        axes.set_xlabel(language.say("Training session, in quarters"))
        axes.set_xticks(sorted(set(parts["number"])))
        axes.set_ylabel(language.say("Mean engagement"))
        axes.legend(frameon=False, labelcolor=INK, fontsize=9)

    return svg_of(draw, (6.4, 3.4))


def changed(changes: Changes, language: Language) -> str:
    """Return a feature before and after: the mean over people, and over channels.

    A spectrum is the mean of the channels, an evoked response their global field power.

    Parameters
    ----------
    changes : Changes
        The feature.
    language : Language
        Language of the labels.
    """
    is_spectrum = changes.kind == "spectrum"

    def draw(axes: Axes) -> None:
        for k, (values, label) in enumerate(
            (
                (changes.before, language.say("Before")),
                (changes.after, language.say("After")),
            )
        ):
            line = 10 * (values.mean(1) + 12) if is_spectrum else values.std(1)
            axes.plot(changes.points, line, color=COLOURS[k], label=label)
        if is_spectrum:
            axes.set_xlabel(language.say("Frequency (Hz)"))
            axes.set_ylabel(language.say("Power (dB re 1 µV²/Hz)"))
        else:
            axes.set_xlabel(language.say("Time after onset (s)"))
            axes.set_ylabel(language.say("Global field power (µV)"))
        axes.legend(frameon=False, labelcolor=INK, fontsize=9)

    return svg_of(draw, (6.4, 3.0))
