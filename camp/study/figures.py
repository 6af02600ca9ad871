"""The figures of a study, as SVG text: rainclouds, courses of people, learning curves.

matplotlib without pyplot draws them, so no window system is needed. The colours are
Okabe and Ito's, told apart by colour-blind readers; arms differ in their markers too.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from attention_camp.camp.study.flow import in_order
from attention_camp.camp.study.gather import StudyData
from attention_camp.camp.study.pages.language import Language

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00")
MARKERS = "osD^vP"
INK = "#5f6b7a"
"""Readable on white and on the dark page."""
_MOST_PEOPLE = 60
"""More thin lines than this hide each other: then only the means are drawn."""


def raincloud(values: pd.DataFrame, title: str, unit: str) -> str:
    """Return each person's change over the times, and its distribution, by arm.

    Parameters
    ----------
    values : DataFrame
        Columns ``participant``, ``arm``, ``time``, ``value``; ``time`` is ordered.
    title : str
        Name of the outcome.
    unit : str
        Its unit; empty: none.
    """
    times = list(dict.fromkeys(values["time"]))
    arms = sorted(set(values["arm"]))

    def draw(axes: Axes) -> None:
        for k, arm in enumerate(arms):
            rows = values[values["arm"] == arm]
            table = rows.pivot_table("value", "participant", "time")
            table = table.reindex(columns=times)
            shift = (k - (len(arms) - 1) / 2) * 0.16
            x = np.arange(len(times)) + shift
            colour, marker = COLOURS[k % 6], MARKERS[k % 6]
            if len(table) <= _MOST_PEOPLE:
                for person in table.to_numpy(float):
                    axes.plot(x, person, color=colour, alpha=0.25, linewidth=0.8)
            for place, time in zip(x, times, strict=True):
                _cloud(axes, table[time].dropna().to_numpy(float), place, colour)
            mean = table.mean().to_numpy(float)
            half = half_widths(table)
            axes.errorbar(
                x, mean, half, color=colour, marker=marker, linewidth=2, capsize=3,
                label=f"{arm} (n = {len(table)})",
            )  # fmt: skip
        axes.set_xticks(range(len(times)), times)
        axes.set_ylabel(f"{title} ({unit})" if unit else title)
        axes.legend(frameon=False, labelcolor=INK, fontsize=9)

    return svg_of(draw, (6.4, 4.0))


def _cloud(axes: Axes, values: np.ndarray, place: float, colour: str) -> None:
    from scipy import stats

    if len(values) < 5 or not np.ptp(values):
        return  # the SD of equal values may be rounding, and not zero
    grid = np.linspace(values.min(), values.max(), 80)
    density = stats.gaussian_kde(values)(grid)
    width = 0.12 * density / density.max()
    axes.fill_betweenx(grid, place, place + width, color=colour, alpha=0.2, lw=0)


def half_widths(table: pd.DataFrame) -> np.ndarray:
    """Return half the 95 % interval of each column's mean."""
    from scipy import stats

    n = table.notna().sum().to_numpy(float)
    factor = stats.t.ppf(0.975, np.maximum(n - 1, 1))
    spread = table.std(ddof=1).to_numpy(float)
    return np.asarray(factor * spread / np.sqrt(np.maximum(n, 1)))


def learning_curve(data: StudyData, task: str, language: Language) -> str | None:
    """Return mean difficulty over a task's training sessions; None: fewer than two.

    Sessions are counted per person in the order of their dates.

    Parameters
    ----------
    data : StudyData
        The study.
    task : str
        The task.
    language : Language
        Language of the labels.
    """
    from matplotlib.ticker import MaxNLocator

    blocks = data.blocks.query("task == @task and stage == 'main' and time == 'camp'")
    run = ["participant", "session", "protocol", "run"]
    blocks = blocks.merge(data.runs[[*run, "date"]], on=run)
    if blocks.empty:
        return None
    levels = blocks.groupby(["participant", "arm", "session"]).agg(
        level=("level_mean", "mean"), date=("date", "min")
    )
    levels = in_order(levels.reset_index())
    levels["number"] = levels.groupby("participant").cumcount() + 1
    if levels["number"].max() < 2:
        return None

    def draw(axes: Axes) -> None:
        for k, arm in enumerate(sorted(set(levels["arm"]))):
            rows = levels[levels["arm"] == arm]
            table = rows.pivot_table(
                index="participant", columns="number", values="level"
            )
            x, colour = table.columns.to_numpy(float), COLOURS[k % 6]
            if len(table) <= _MOST_PEOPLE:
                for person in table.to_numpy(float):
                    axes.plot(x, person, color=colour, alpha=0.2, linewidth=0.8)
            mean, half = table.mean().to_numpy(float), half_widths(table)
            axes.plot(
                x, mean, color=colour, marker=MARKERS[k % 6], linewidth=2,
                label=f"{arm} (n = {len(table)})",
            )  # fmt: skip
            low, high = mean - half, mean + half
            axes.fill_between(x, low, high, color=colour, alpha=0.15, lw=0)
        axes.set_xlabel(language.say("Training session"))
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        axes.set_ylabel(language.say("Mean level of {task}", task=task))
        axes.legend(frameon=False, labelcolor=INK, fontsize=9)

    return svg_of(draw, (6.4, 3.4))


def power_curves(curves: Mapping[str, Sequence[tuple[float, float]]]) -> str:
    """Return the share of studies that find an effect over its size, a line a pair.

    Parameters
    ----------
    curves : mapping of str
        By name, pairs of effect (SDs of the change) and share of studies.
    """

    def draw(axes: Axes) -> None:
        for k, (name, points) in enumerate(curves.items()):
            x, y = np.array(points, float).T
            colour, marker = COLOURS[k % 6], MARKERS[k % 6]
            axes.plot(x, y, color=colour, marker=marker, linewidth=2, label=name)
        axes.axhline(0.8, color=INK, linewidth=0.8, linestyle="--")
        axes.set_ylim(0, 1.02)
        axes.set_xlabel("Planted effect, SDs of the change")
        axes.set_ylabel("Studies with p < 0.05")
        axes.legend(frameon=False, labelcolor=INK, fontsize=9)

    return svg_of(draw, (6.4, 3.4))


def svg_of(draw: Callable[[Axes], None], size: tuple[float, float]) -> str:
    """Return a figure as SVG text without a date, so that it is made again the same."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    settings: Any = {
        "svg.hashsalt": "attention-camp",
        "svg.fonttype": "none",
        "font.family": "sans-serif",
        "text.color": INK,
        "axes.edgecolor": INK,
        "axes.labelcolor": INK,
        "xtick.color": INK,
        "ytick.color": INK,
        "axes.spines.top": False,
        "axes.spines.right": False,
    }
    with mpl.rc_context(settings), warnings.catch_warnings():
        # the reader's fonts have the glyphs that matplotlib's lacks
        warnings.filterwarnings("ignore", message="Glyph ")
        figure = Figure(size, layout="constrained")
        draw(figure.add_subplot())
        text = io.StringIO()
        figure.savefig(text, format="svg", transparent=True, metadata={"Date": None})
    drawn = text.getvalue()
    return drawn[drawn.index("<svg") :]
