"""The command that reads a photodiode over the stimulus patch."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from attention_camp.camp.cli.display import need_display
from attention_camp.camp.cli.errors import CommandError

if TYPE_CHECKING:
    from attention_camp.camp.pc.photodiode_report import PhotodiodeReport

_EVERY = 5


def photodiode(
    board: Annotated[
        str,
        typer.Option(
            help="What the diode is connected to: a headset as for run, sound-card or "
            "sound-card:NAME, or diode:offset=12,jitter=0.5, a simulated one."
        ),
    ],
    channel: Annotated[
        str, typer.Option(help="Channel of the headset; where it has only one: none.")
    ] = "",
    board_field: Annotated[
        list[str] | None, typer.Option(help="What it needs: serial_port=COM3, ...")
    ] = None,
    corner: Annotated[
        str | None, typer.Option(help="Corner of the patch; else as in Settings.")
    ] = None,
    onsets: Annotated[int, typer.Option(help="How many, 6 to 120.")] = 100,
    windowed: Annotated[
        bool, typer.Option("--windowed", help="In a window, to try it out.")
    ] = False,
) -> None:
    """Measure by a photodiode how late pictures come on the participant's screen."""
    need_display()
    from attention_camp.camp.cli.fields import parse_fields
    from attention_camp.camp.pc.photodiode_report import photodiode_path, save_result
    from attention_camp.camp.session.request import Corner
    from attention_camp.camp.ui.app import make_app, make_workspace
    from attention_camp.camp.ui.participant.photodiode import (
        FEWEST,
        MOST,
        measure_photodiode,
    )
    from attention_camp.camp.ui.screens import placed
    from attention_camp.signal.photodiode.opening import open_sensor

    corners = get_args(Corner)[1:]
    if corner not in {None, *corners}:
        raise CommandError(
            f"--corner must be one of {', '.join(corners)}, got {corner!r}."
        )
    if not FEWEST <= onsets <= MOST:
        raise CommandError(f"--onsets must lie in {FEWEST} to {MOST}, got {onsets}.")
    screen = make_app().primaryScreen()
    display = placed(make_workspace().display, screen, simulated=False)
    chosen = corner or display.photodiode
    display = replace(
        display,
        photodiode="bottom-left" if chosen == "none" else chosen,  # type: ignore[arg-type]  # checked above
        fullscreen=display.fullscreen and not windowed,
    )
    sensor = open_sensor(board, channel, parse_fields(board_field or []))
    try:
        report = measure_photodiode(
            display, sensor, n_onsets=onsets, progress=_say_how_far
        )
    finally:
        sensor.source.stop()
    save_result(report, photodiode_path())
    _say(report, photodiode_path())


def _say(report: PhotodiodeReport, path: Path) -> None:
    typer.echo(f"screen    {report.screen}, {report.refresh_rate:.2f} Hz")
    typer.echo(f"sensor    {report.sensor}, {report.sfreq:g} Hz")
    typer.echo(f"offset    {report.offset_ms:.2f} ms")
    typer.echo(f"SD        {report.sd_ms:.2f} ms, of which sampling can add "
               f"{report.resolution_ms:.2f} ms")  # fmt: skip
    typer.echo(f"missed    {report.n_missed} of {report.n_onsets}")
    typer.echo(f"verdict   {report.verdict}: {report.advice()}")
    typer.echo(f"Kept in {path}")


def _say_how_far(done: int, total: int) -> None:
    """Print a line now and then: a bar has a thread, which would disturb frames."""
    if done % _EVERY == 0:
        typer.echo(f"{done} of {total}")


COMMANDS = (photodiode,)
