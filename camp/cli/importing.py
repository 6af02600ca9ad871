"""The command that brings other programs' recordings into a dataset."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from typer import Option

FilesArgument = Annotated[
    list[Path],
    typer.Argument(
        help="A recording (XDF, OpenBCI, Muse, Mind Monitor, EDF, BDF, BrainVision, "
        "FIF, …) and, with an XDF, a table of PsychoPy.",
        metavar="FILE...",
        show_default=False,
    ),
]
DatasetOption = Annotated[Path, Option(help="The dataset it is brought into.")]
LabelOption = Annotated[str, Option(help="BIDS label.")]
RunOption = Annotated[int, Option("--run", min=1, help="Number of the run.")]
LineOption = Annotated[
    float | None, Option("--line-freq", min=1.0, help="Mains frequency, Hz.")
]
UnitsOption = Annotated[
    str, Option(help="Unit of the EEG where the file says none: µV, mV, V.")
]
NamesOption = Annotated[
    str, Option("--ch-names", help="Electrodes in order, such as Fz,Cz,Pz,Oz.")
]
BoardOption = Annotated[
    str, Option(help="Board of a file of BrainFlow's rows, which has no header.")
]
MarkerOption = Annotated[
    str,
    Option(help="Marker that a trial of the table begins with, or its column."),
]
DryOption = Annotated[
    bool, Option("--dry-run", help="Print the report and write nothing.")
]


def import_files(
    files: FilesArgument,
    dataset: DatasetOption = Path("attention-camp-data"),
    participant: LabelOption = "01",
    session: LabelOption = "01",
    task: LabelOption = "imported",
    run_number: RunOption = 1,
    line_freq: LineOption = None,
    units: UnitsOption = "",
    ch_names: NamesOption = "",
    board: BoardOption = "",
    marker: MarkerOption = "",
    dry_run: DryOption = False,
) -> None:
    """Bring a recording of another program into a dataset, as a run of its own."""
    from attention_camp.camp.cli.progress import shared
    from attention_camp.camp.dataset.importing.plan import ImportRequest, plan_import
    from attention_camp.camp.dataset.importing.write import write_import
    from attention_camp.camp.dataset.layout import RunPaths
    from attention_camp.signal.sources.apart import read_apart
    from attention_camp.signal.sources.recorded import ReadOptions

    names = tuple(name.strip() for name in ch_names.split(",") if name.strip())
    request = ImportRequest(
        files=tuple(files),
        run=RunPaths(dataset, participant, session, task, run_number),
        line_freq=line_freq,
        marker=marker,
        options=ReadOptions(units=units, ch_names=names, board=board),
    )
    with shared("Reading") as progress:
        plan = plan_import(request, progress, reader=read_apart)
    for line in plan.report:
        typer.echo(line)
    if dry_run:
        typer.echo(f"This would become {plan.request.run.vhdr}; nothing was written.")
        return
    with shared("Importing") as progress:
        run = write_import(plan, progress)
    typer.echo(f"Imported as {run.vhdr}")
