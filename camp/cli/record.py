"""The command that only records: another program shows the tasks."""

from __future__ import annotations

from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from attention_camp.camp.cli.fields import EyesOption, parse_fields
from attention_camp.camp.session.request import SessionRequest, seed_of
from attention_camp.resources.texts import how_many

if TYPE_CHECKING:
    from attention_camp.camp.processes.alone.recorder import Recorded

SAY_SECONDS = 5.0
"""How often it says how far it is; own choice."""

MarkersOption = Annotated[
    str | None,
    typer.Option(help="LSL stream of markers that become events; any: the only one."),
]


def record(
    board: Annotated[
        str, typer.Option(help="Board name, simulated, lsl:NAME or replay:PATH.")
    ],
    dataset: Annotated[Path, typer.Option(help="Where to record.")] = Path(
        "attention-camp-data"
    ),
    participant: Annotated[str, typer.Option(help="BIDS label.")] = "01",
    session: Annotated[str, typer.Option(help="BIDS label.")] = "01",
    run_number: Annotated[
        int, typer.Option("--run", min=1, help="Of the session.")
    ] = 1,
    task: Annotated[
        str, typer.Option(help="BIDS label of the task that another program shows.")
    ] = "recording",
    board_field: Annotated[
        list[str] | None,
        typer.Option(help="What the board needs: serial_port=COM3, ..."),
    ] = None,
    markers: MarkersOption = None,
    rest: Annotated[
        float,
        typer.Option(
            min=0.0, help="Seconds of rest at the start that the score compares with."
        ),
    ] = 0.0,
    lsl_outlets: Annotated[
        bool,
        typer.Option(
            "--lsl-outlets", help="Send EEG, score and quality as LSL streams."
        ),
    ] = False,
    eyes: EyesOption = "",
    seconds: Annotated[
        float | None, typer.Option(min=1.0, help="Else it records until Ctrl+C.")
    ] = None,
) -> None:
    """Record EEG and another program's markers as BIDS; score it live."""
    request = SessionRequest(
        dataset=dataset,
        participant=participant,
        session=session,
        run=run_number,
        board=board,
        board_fields=parse_fields(board_field or []),
        lsl_outlets=lsl_outlets,
        eyes=eyes,
        headless=True,
        seed=seed_of(dataset, participant, session, run_number),
    )
    recorded = _recorded(
        request, _Stopping(seconds, rest), task=task, rest=rest, markers=markers
    )
    typer.echo(
        f"Recorded {recorded.seconds:.1f} s and "
        f"{how_many(recorded.n_markers, 'marker|markers')} in {dataset}"
    )


def _recorded(
    request: SessionRequest,
    stopping: _Stopping,
    *,
    task: str,
    rest: float,
    markers: str | None,
) -> Recorded:
    """Record until it is time to stop; return what was recorded."""
    from attention_camp.camp.processes.alone.recorder import record_alone

    with ExitStack() as stack:
        inlet = None
        if markers is not None:
            from attention_camp.signal.sources.lsl_markers import LslMarkerInlet

            inlet = LslMarkerInlet("" if markers == "any" else markers)
            stack.callback(inlet.close)
            typer.echo(f"Markers come from {inlet.name}.")
        stack.enter_context(stopping)
        return record_alone(
            request,
            task=task,
            rest=rest,
            markers=inlet,
            is_over=stopping.is_over,
            tell=stopping.tell,
        )


class _Stopping:
    """Ends a recording after its time or by Ctrl+C, and says how far it is."""

    def __init__(self, seconds: float | None, rest: float) -> None:
        self._seconds = seconds
        self._rest = rest
        self._is_asked = False
        self._said = 0.0

    def __enter__(self) -> None:
        """Hear Ctrl+C as the wish to end, not as an interruption."""
        import signal

        self._before = signal.signal(signal.SIGINT, self._on_interrupt)

    def __exit__(self, *_: object) -> None:
        """Hear it as before."""
        import signal

        with suppress(ValueError, TypeError):
            signal.signal(signal.SIGINT, self._before)

    def is_over(self, seconds: float) -> bool:
        """Return whether to end."""
        return self._is_asked or (
            self._seconds is not None and seconds >= self._seconds
        )

    def tell(self, recorded: Recorded) -> None:
        """Say how far it is, now and then."""
        if recorded.seconds < self._said:
            return
        self._said = recorded.seconds + SAY_SECONDS
        state = recorded.state
        score = "no score"
        if self._rest and not recorded.is_scored_from_rest:
            score = "rest: the score begins after it"
        elif state is not None and state.engagement is not None:
            score = f"engagement {state.engagement:.2f}"
        lost = state.n_lost if state is not None else 0
        typer.echo(
            f"{recorded.seconds:7.1f} s  {how_many(lost, 'sample|samples')} lost  "
            f"{how_many(recorded.n_markers, 'marker|markers')}  {score}"
        )

    def _on_interrupt(self, *_: object) -> None:
        self._is_asked = True


COMMANDS = (record,)
