"""The command `simulate`: a cohort of simulated people in a dataset of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def simulate(
    sessions: Annotated[
        list[str],
        typer.Argument(help="TYPE=PROTOCOL*N each: pre=battery-short camp=adults*10."),
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
    days: Annotated[int, typer.Option(help="Days between two sessions.")] = 2,
    workers: Annotated[int, typer.Option(min=1, max=256, help="Processes.")] = 1,
    seed: Annotated[int, typer.Option(help="Of people, arms and trials.")] = 0,
) -> None:
    """Simulate a cohort: the real loop, cleaning, score, rules and files."""
    from attention_camp.camp.cli.progress import counted
    from attention_camp.camp.simulate.cohort import simulate_cohort
    from attention_camp.camp.simulate.plan import CohortPlan, parse_arms, parse_visits
    from attention_camp.tasks.observers.observer import make_person

    make_person(people)  # before the work, not after it
    plan = CohortPlan(
        dataset,
        parse_visits(sessions, days=days),
        participants,
        arms=parse_arms(arm or ["closed-loop"]),
        people=people,
        board=board,
        seed=seed,
    )
    with counted("Simulating") as progress:
        n_done = simulate_cohort(plan, workers=workers, progress=progress)
    left = participants * len(plan.visits) - n_done
    dropped = f"; {left} were not held, since people had dropped out" if left else ""
    typer.echo(f"{n_done} sessions of {participants} people in {dataset}{dropped}.")
    typer.echo(f"Analyse them with `attention-camp study {dataset} --out FOLDER`.")


COMMANDS = (simulate,)
