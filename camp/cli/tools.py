"""Commands about this PC and the program itself."""

from __future__ import annotations

import importlib
import math
import os
import sys
from collections.abc import Container, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from attention_camp.camp.cli.errors import CommandError
from attention_camp.resources.texts import how_many

if TYPE_CHECKING:
    from attention_camp.camp.pc.timing_report import TimingLine

BOX_PRESSES, BOX_SECONDS = 20, 60.0
"""Presses of a response box that are enough, and how long they are waited for, s."""


def bench(
    names: Annotated[
        list[str] | None, typer.Argument(help="Which ones; all by default.")
    ] = None,
    long: Annotated[
        bool, typer.Option(help="Go on until every figure is as precise as asked for.")
    ] = False,
    minutes: Annotated[
        float | None, typer.Option(help="How long those run that can run for ever.")
    ] = None,
) -> None:
    """Run the benchmarks, as ratios against peers."""
    if long:
        os.environ["ATTENTION_CAMP_LONG"] = "1"
    for what, value, goal in _runner().run_benchmarks(names or [], minutes):
        typer.echo(f"{what}: {value:.3g} (goal: {goal})")


def _runner() -> Any:
    """Return the benchmarks' runner of the source tree; the wheel holds none of it."""
    folder = Path(__file__).resolve().parents[2] / "packaging"
    if not (folder / "benchmark_runner.py").exists():
        raise CommandError(
            "The benchmarks are not part of the installed package. Clone the source "
            "and type `make bench`."
        )
    sys.path.insert(0, str(folder))
    return importlib.import_module("benchmark_runner")


def check(
    board: Annotated[str, typer.Option(help="Headset to try.")] = "synthetic",
    board_field: Annotated[
        list[str] | None, typer.Option(help="What it needs: serial_port=COM3, ...")
    ] = None,
    dataset: Annotated[Path, typer.Option(help="Folder on the disk to try.")] = Path(),
    seconds: Annotated[
        float, typer.Option(help="How long to watch the display.")
    ] = 5.0,
    box: Annotated[
        list[str] | None,
        typer.Option(help="Response box to press: xid:PORT, lsl:NAME, gamepad:PATH."),
    ] = None,
) -> None:
    """Check this PC: disk, clock, headset, timing of display, keys and sound."""
    from attention_camp.camp.cli.fields import parse_fields
    from attention_camp.camp.pc.check import check_board, check_clock, check_disk

    n_bad = 0
    for part in (
        check_disk(dataset),
        check_clock(),
        check_board(board, parse_fields(board_field or [])),
    ):
        for finding in part:
            n_bad += not finding.is_good
            typer.echo(str(finding))
    n_bad += _check_display(seconds)
    n_bad += _check_boxes(box or [])
    n_bad += _tell_photodiode()
    found = how_many(n_bad, "finding needs|findings need")
    typer.echo(f"{found} attention." if n_bad else "All good.")


def _check_boxes(specs: list[str]) -> int:
    """Have each response box pressed; return how many were not heard."""
    from attention_camp.camp.ui.participant.boxes.box import BoxError
    from attention_camp.camp.ui.participant.boxes.measuring import measure_box

    if not specs:
        typer.echo(
            f"{'none':9} response boxes: not measured; measure one with: "
            "attention-camp check --box xid:PORT"
        )
    n_bad = 0
    for spec in specs:
        typer.echo(f"Press a button of {spec} {BOX_PRESSES} times, now.")
        try:
            found = measure_box(spec, n_presses=BOX_PRESSES, seconds=BOX_SECONDS)
        except BoxError as error:
            typer.echo(f"{'bad':9} {spec}: {error}")
            n_bad += 1
            continue
        n_bad += not found.n_presses
        mark = "good" if found.n_presses else "bad"
        said = "it has no clock: times are those at which reports came"
        if math.isfinite(found.spread_ms):
            said = (
                f"reports took up to {found.longest_ms:.1f} ms longer than the "
                f"quickest (SD {found.spread_ms:.2f} ms), which enters no time; what "
                "the quickest takes is told by a robot key only"
            )
        if not found.n_presses:
            said = "check its cable, and that no other program uses it"
        presses = how_many(found.n_presses, "press|presses")
        typer.echo(f"{mark:9} {spec}: {presses} heard; {said}")
    return n_bad


def _tell_photodiode() -> int:
    """Print what a photodiode found of each screen; return the number of bad ones."""
    from attention_camp.camp.pc.photodiode_report import (
        PhotodiodeError,
        load_results,
        photodiode_path,
    )

    try:
        kept = load_results(photodiode_path()).values()
    except PhotodiodeError as error:
        typer.echo(f"{'bad':9} photodiode: {error}")
        return 1
    found = [report for report in kept if not report.is_simulated]
    if not found:
        typer.echo(
            f"{'none':9} photodiode: not measured on this PC; measure with: "
            "attention-camp photodiode"
        )
    for report in found:
        typer.echo(
            f"{report.verdict:9} photodiode: measured on {report.made[:10]}: offset "
            f"{report.offset_ms:.1f} ms, SD {report.sd_ms:.2f} ms ({report.screen})"
        )
    return sum(report.verdict == "bad" for report in found)


def _check_display(seconds: float) -> int:
    """Measure the timing, keep it as this PC's certificate, return the bad lines."""
    from attention_camp.camp.cli.display import why_no_display

    if why_no_display():
        typer.echo("skip  display timing: there is no display here")
        return 0
    from attention_camp.camp.pc.timing_report import certificate_path, save_report
    from attention_camp.camp.ui.app import make_workspace
    from attention_camp.camp.ui.participant.certificate import measure_timing

    report = measure_timing(make_workspace().display, seconds)
    typer.echo(f"screen    {report.screen}")
    told = {""}
    for line in report.lines:
        typer.echo("\n          ".join(_lines(line, told)))
        told.add(line.note)
    path = certificate_path()
    save_report(report, path)
    typer.echo(f"Timing certificate: {path}")
    return sum(line.verdict == "bad" for line in report.lines)


def _lines(line: TimingLine, told: Container[str]) -> Iterator[str]:
    """Yield what a figure is and is worth, its thresholds with source, and its note."""
    figure = "not measured"
    if line.verdict != "none":
        figure = f"{line.value:.3g} {line.unit}".rstrip()
    yield f"{line.verdict:9} {line.name}: {figure}"
    good, _, doubtful = line.threshold.partition(", ")
    limits = f"good {good}, doubtful {doubtful}" if doubtful else f"good {good}"
    yield f"{limits}; {line.source}"
    if line.note not in told:
        yield line.note


COMMANDS = (bench, check)
