"""The command `simulate`: a cohort of simulated people in a dataset of its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from attention_camp.camp.cli.errors import CommandError
from attention_camp.camp.cli.questions import SchedulerOption, WorkersOption
from attention_camp.resources.texts import Sentence, UserError, how_many

if TYPE_CHECKING:
    from attention_camp.camp.session.studies.study_file import Study
    from attention_camp.camp.simulate.plan import CohortPlan
    from attention_camp.camp.workers.pool import Workers


def simulate(
    sessions: Annotated[
        list[str],
        typer.Argument(
            help="A study file, or TYPE=PROTOCOL*N each: pre=battery-short "
            "camp=adults*10."
        ),
    ],
    dataset: Annotated[Path, typer.Option(help="New folder, or one to go on with.")],
    participants: Annotated[int, typer.Option(min=1, max=9999, help="People.")] = 12,
    arm: Annotated[
        list[str] | None, typer.Option(help="ARM or ARM*SHARE; closed-loop by default.")
    ] = None,
    people: Annotated[
        str, typer.Option(help="Who: population=children,link=0.5, as after person:.")
    ] = "",
    board: Annotated[str, typer.Option(help="The simulated headset.")] = "simulated",
    days: Annotated[
        int, typer.Option(min=0, max=1000, help="Days between two sessions.")
    ] = 2,
    workers: WorkersOption = 1,
    scheduler: SchedulerOption = None,
    seed: Annotated[int, typer.Option(min=0, help="Of people, arms and trials.")] = 0,
    out: Annotated[
        Path | None, typer.Option(help="New folder for the report about a study.")
    ] = None,
) -> None:
    """Simulate a cohort or a study: the real loop, cleaning, score, rules and files."""
    from attention_camp.camp.dataset.exports.folder import check_new_folder
    from attention_camp.camp.simulate.plan import CohortPlan, parse_arms, parse_visits
    from attention_camp.camp.simulate.study_plan import is_study_file, plan_of
    from attention_camp.camp.workers.pool import open_workers

    _check_people(people)
    if len(sessions) == 1 and is_study_file(sessions[0]):
        if arm:
            raise _arms_are_declared()
        if out is not None:
            check_new_folder(dataset, out)
        study, plan = plan_of(
            Path(sessions[0]), dataset, participants, days=days, people=people,
            board=board, seed=seed,
        )  # fmt: skip
        with open_workers(workers, scheduler=scheduler) as opened:
            _rehearse(study, plan, opened, out)
        return
    plan = CohortPlan(
        dataset, parse_visits(sessions, days=days), participants,
        arms=parse_arms(arm or ["closed-loop"]), people=people, board=board, seed=seed,
    )  # fmt: skip
    with open_workers(workers, scheduler=scheduler) as opened:
        n_done = _simulated(plan, opened)
    left = participants * len(plan.visits) - n_done
    dropped = f"; not held, since people had dropped out: {left}" if left else ""
    held = how_many(n_done, "session|sessions")
    who = how_many(participants, "person|people")
    typer.echo(f"{held} of {who} in {dataset}{dropped}.")
    typer.echo(f"Analyse them with `attention-camp study {dataset} --out FOLDER`.")


def _check_people(people: str) -> None:
    """Refuse people that there are none of: before the work, not after it."""
    from attention_camp.resources.reasons import reason_of
    from attention_camp.tasks.observers.observer import make_person

    try:
        make_person(people)
    except ValueError as error:
        raise CommandError(f"--people {people}: {reason_of(error)}") from error


def _simulated(plan: CohortPlan, workers: Workers) -> int:
    """Simulate what is left of a plan; return the number of sessions in all."""
    from attention_camp.camp.cli.progress import counted
    from attention_camp.camp.simulate.cohort import simulate_cohort

    with counted("Simulating") as progress:
        return simulate_cohort(plan, workers=workers, progress=progress)


def _arms_are_declared() -> UserError:
    return UserError(
        Sentence(
            "The study file declares its arms. Leave out --arm, or change the file."
        )
    )


def _rehearse(
    study: Study, plan: CohortPlan, workers: Workers, out: Path | None
) -> None:
    """Simulate a study, and say what it would find."""
    from attention_camp.camp.cli.progress import counted
    from attention_camp.camp.simulate.report import (
        lines_of,
        rehearse,
        write_rehearsal,
    )
    from attention_camp.camp.study.analysis import require_packages
    from attention_camp.camp.study.gather import gather

    require_packages()  # before the work, not after it
    _simulated(plan, workers)
    with counted("Reading") as progress:
        data = gather(plan.dataset, workers=workers, progress=progress)
    with counted("Drawing studies") as progress:
        found = rehearse(data, study, plan, progress=progress)
    for line in lines_of(found):
        typer.echo(line)
    if out is not None:
        typer.echo(f"Report: {write_rehearsal(found, out)}")
    else:
        typer.echo("Add --out FOLDER for the report with its figures.")


COMMANDS = (simulate,)
