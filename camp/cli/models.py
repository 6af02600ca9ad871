"""Commands about the attention models: train, calibrate, evaluate."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from attention_camp.camp.cli.chosen_runs import runs_of
from attention_camp.camp.cli.errors import CommandError
from attention_camp.camp.cli.questions import SchedulerOption, WorkersOption
from attention_camp.camp.dataset.rows import read_trials
from attention_camp.camp.workers.pool import Workers, open_workers

DataOption = Annotated[
    list[str],
    typer.Option(
        "--data",
        help="Labelled EEG-BIDS dataset, physionet:NAME, moabb:NAME or "
        "openneuro:NAME; repeatable.",
    ),
]
MontagesOption = Annotated[
    bool,
    typer.Option(
        "--montages", help="The score on headsets made from recordings of a cap."
    ),
]
TwinsOption = Annotated[
    bool, typer.Option("--twins", help="What else could have reached the score's AUC.")
]
RobustnessOption = Annotated[
    bool,
    typer.Option("--robustness", help="The score after the worst change of 1 to 5 µV."),
]
PermissionOption = Annotated[
    bool,
    typer.Option(
        "--permission",
        help="For how many people a calibration would not let the score steer.",
    ),
]
ByOption = Annotated[
    str,
    typer.Option(
        "--by",
        help="How the score differs by sex,age,handedness,headset or other columns of "
        "participants.tsv.",
    ),
]

N_EPOCHS = 10
"""Passes of a network's encoder over the recordings."""


def train(
    out: Annotated[Path, typer.Option(help="Folder for the weights.")],
    data: Annotated[
        list[str] | None, typer.Option(help="As of evaluate; repeatable.")
    ] = None,
    network: Annotated[
        bool, typer.Option("--network", help="A self-attention network instead.")
    ] = False,
    seed: Annotated[int, typer.Option(min=0, help="Seed of a network.")] = 0,
    objective: Annotated[
        str,
        typer.Option(
            help="Learn several things together instead, with their weights: "
            "masked=1,aligned=0.5,heads=1,policy=0."
        ),
    ] = "",
    ablation: Annotated[
        bool, typer.Option(help="With --objective: each part on and off.")
    ] = False,
) -> None:
    """Learn the attention score from labelled recordings.

    A network learns on several processes or accelerators where torchrun starts it.
    """
    if objective:
        from attention_camp.camp.cli.learning.together import train_together

        train_together(
            data or [], out, objective, fetch=_folders, seed=seed, ablation=ablation
        )
        return
    if not data:
        raise CommandError("Say what to learn from: --data FOLDER.")
    from attention_camp.camp.cli.progress import shared
    from attention_camp.camp.dataset.people.exports_made import note_made

    learn: Callable[..., Mapping[str, Any]]
    if network:
        from attention_camp.models.training.installed import check_training_installed

        check_training_installed()
        from attention_camp.models.training.fitting import Options
        from attention_camp.models.training.train import train as train_network

        learn = partial(train_network, seed=seed, options=Options(n_epochs=N_EPOCHS))
    else:
        from attention_camp.models.training.train_score import train as learn
    folders = _folders(data)
    with shared("Training") as progress:
        card = learn(folders, out, progress=progress)
    if network and int(os.environ.get("RANK", "0")):
        return  # the first process of torchrun writes and tells
    typer.echo(json.dumps(card["figures"], indent=2, default=str))
    if card["warning"]:
        typer.echo(card["warning"], err=True)
    for folder in folders:
        note_made(folder, "model", out)
    typer.echo(f"Weights are in {out}")


def _folders(data: list[str]) -> list[Path]:
    """Return the datasets' folders, fetched where they are public names."""
    from attention_camp.camp.cli.progress import shared
    from attention_camp.models.data.download import folders_of, is_name

    if not any(map(is_name, data)):
        return folders_of(data)
    with shared("Fetching") as progress:
        return folders_of(data, progress=progress)


def evaluate(
    data: DataOption,
    protocol: Annotated[
        str,
        typer.Option(help="loso, calibrated, cross-session or leave-one-dataset-out."),
    ] = "loso",
    estimators: Annotated[
        str, typer.Option(help="Names separated by commas; all by default.")
    ] = "",
    folds: Annotated[
        int | None, typer.Option(min=2, help="Folds over people for every estimator.")
    ] = None,
    keep: Annotated[
        Path | None,
        typer.Option(help="Keep each fold here; the same version goes on from there."),
    ] = None,
    workers: WorkersOption = 1,
    scheduler: SchedulerOption = None,
    montages: MontagesOption = False,
    twins: TwinsOption = False,
    robustness: RobustnessOption = False,
    permission: PermissionOption = False,
    by: ByOption = "",
) -> None:
    """Compare estimators on people they were not trained on."""
    tables = {
        "--montages": montages,
        "--twins": twins,
        "--robustness": robustness,
        "--permission": permission,
        "--by": bool(by),
    }
    if len(asked := [name for name, wanted in tables.items() if wanted]) > 1:
        raise CommandError(f"One table at a time: {' or '.join(asked)}.")
    if asked and (protocol != "loso" or keep or (estimators and not montages)):
        raise CommandError(
            f"{asked[0]} takes no --protocol, --keep or --estimators (--montages takes "
            "baselines): its table is of the score on people left out, made in one go."
        )
    if montages:
        _evaluate_headsets(data, estimators, folds)
    elif twins:
        _evaluate_twins(data, folds)
    elif robustness:
        _evaluate_robustness(data, folds)
    elif permission:
        _evaluate_permission(data, folds)
    elif by:
        _evaluate_groups(data, by, folds)
    else:
        with open_workers(workers, scheduler=scheduler) as opened:
            _evaluate_estimators(data, protocol, estimators, folds, keep, opened)


def _evaluate_estimators(
    data: list[str],
    protocol: str,
    estimators: str,
    folds: int | None,
    keep: Path | None,
    workers: Workers,
) -> None:
    from attention_camp.camp.cli.progress import shared
    from attention_camp.models.catalogue import ESTIMATORS, PEERS
    from attention_camp.models.evaluation.comparison import as_text
    from attention_camp.models.evaluation.evaluate import PROTOCOLS
    from attention_camp.models.evaluation.evaluate import evaluate as compare
    from attention_camp.models.training.installed import check_training_installed

    names = tuple(estimators.split(",")) if estimators else tuple(ESTIMATORS)
    unknown = sorted(set(names) - set(ESTIMATORS))
    if unknown:
        raise CommandError(
            f"There is no estimator {', '.join(unknown)}; known are "
            f"{', '.join(ESTIMATORS)}."
        )
    if protocol not in PROTOCOLS:
        raise CommandError(
            f"--protocol must be one of {', '.join(PROTOCOLS)}, got {protocol}."
        )
    if set(names) & set(PEERS):
        check_training_installed()
    folders = _folders(data)
    with shared("Evaluating") as progress:
        rows = compare(
            folders,
            protocol=protocol,  # type: ignore[arg-type]  # checked above
            estimators=names,
            n_folds=folds,
            keep=keep,
            do_all=partial(workers.map, folders=folders),
            progress=progress,
        )
    typer.echo(as_text(rows))


def _evaluate_headsets(data: list[str], estimators: str, folds: int | None) -> None:
    from attention_camp.camp.cli.progress import shared
    from attention_camp.models.evaluation.headset_table import as_text
    from attention_camp.models.evaluation.headsets import BASELINES, CONTROLS, answers
    from attention_camp.models.training.train_score import N_FOLDS

    known = (*BASELINES, *CONTROLS)
    names = [name for name in estimators.split(",") if name and name != "attention"]
    if unknown := sorted(set(names) - set(known)):
        raise CommandError(
            f"There is no baseline {', '.join(unknown)} to compare headsets with; "
            f"known are {', '.join(known)}."
        )
    folders = _folders(data)
    with shared("Evaluating") as progress:
        found, said = answers(
            folders,
            baselines=names or ([] if estimators else known),
            n_folds=folds or N_FOLDS,
            progress=progress,
        )
    typer.echo(as_text(found, said))


def _evaluate_twins(data: list[str], folds: int | None) -> None:
    from attention_camp.camp.cli.progress import shared
    from attention_camp.models.evaluation.twins import as_text
    from attention_camp.models.evaluation.twins import twins as twins_of
    from attention_camp.models.training.train_score import N_FOLDS

    folders = _folders(data)
    with shared("Evaluating") as progress:
        found, windows = twins_of(folders, n_folds=folds or N_FOLDS, progress=progress)
    typer.echo(as_text(found, windows))


def _evaluate_robustness(data: list[str], folds: int | None) -> None:
    from attention_camp.camp.cli.progress import shared
    from attention_camp.models.evaluation.worst_case import as_text, worst_cases
    from attention_camp.models.training.train_score import N_FOLDS

    folders = _folders(data)
    with shared("Evaluating") as progress:
        found = worst_cases(folders, n_folds=folds or N_FOLDS, progress=progress)
    typer.echo(as_text(found))


def _evaluate_permission(data: list[str], folds: int | None) -> None:
    from attention_camp.camp.cli.progress import shared
    from attention_camp.models.evaluation.permission import as_text, permissions
    from attention_camp.models.training.train_score import N_FOLDS

    folders = _folders(data)
    with shared("Calibrating") as progress:
        found = permissions(folders, n_folds=folds or N_FOLDS, progress=progress)
    typer.echo(as_text(found))


def _evaluate_groups(data: list[str], by: str, folds: int | None) -> None:
    from attention_camp.camp.cli.progress import shared
    from attention_camp.models.evaluation.groups import as_text, members
    from attention_camp.models.training.train_score import N_FOLDS

    traits = [name.strip() for name in by.split(",") if name.strip()]
    folders = _folders(data)
    with shared("Evaluating") as progress:
        found = members(folders, traits, n_folds=folds or N_FOLDS, progress=progress)
    typer.echo(as_text(found, traits))


def calibrate(
    dataset: Annotated[Path, typer.Argument(help="Folder of the BIDS dataset.")],
    participant: Annotated[str, typer.Option(help="BIDS label.")],
    session: Annotated[str, typer.Option(help="BIDS label.")],
) -> None:
    """Make the calibration of a recorded session again and print its report."""
    from attention_camp.camp.cli.progress import over_runs
    from attention_camp.camp.replay.replay_run import recalibrate

    runs = runs_of(dataset, participant, session)
    permissions = over_runs("Calibrating", runs, recalibrate)
    for paths, permission in zip(runs, permissions, strict=True):
        verdict = "may steer" if permission.steering else "may not steer"
        typer.echo(f"{paths.stem}: the score {verdict} ({permission.why})")
        if permission.figures:
            typer.echo(json.dumps(permission.figures.to_json(), indent=2))


def explain(
    dataset: Annotated[Path, typer.Argument(help="Folder of the BIDS dataset.")],
    participant: Annotated[str, typer.Option(help="BIDS label.")],
    session: Annotated[str, typer.Option(help="BIDS label.")],
    trial: Annotated[int, typer.Option(min=1, help="Number of the trial.")],
) -> None:
    """Explain the score of one trial: which channels, times and frequencies made it."""
    from attention_camp.camp.cli.progress import shared
    from attention_camp.camp.replay.explain_trial import explain_trial
    from attention_camp.camp.replay.explanation import as_text

    runs = [
        paths
        for paths in runs_of(dataset, participant, session)
        if any(record.trial == trial for record in read_trials(paths))
    ]
    if not runs:
        raise CommandError(
            f"Session {session} of participant {participant} in {dataset} has no "
            f"trial {trial}."
        )
    for paths in runs:
        with shared("Explaining") as progress:
            explanation = explain_trial(paths, trial, progress=progress)
        typer.echo(as_text(explanation))


COMMANDS = (train, evaluate, calibrate, explain)
