"""The command that runs a session, in windows or without, or prints its plan."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer import Option

from attention_camp.camp.cli.display import need_display
from attention_camp.camp.cli.errors import CommandError
from attention_camp.camp.cli.fields import EyesOption, parse_fields
from attention_camp.camp.session.about import read_about
from attention_camp.camp.session.messages import SessionEnded
from attention_camp.camp.session.request import (
    ARMS,
    SESSION_TYPES,
    Display,
    SessionRequest,
    seed_of,
)

if TYPE_CHECKING:
    from attention_camp.camp.processes.announce.pairing import Pairing

DatasetOption = Annotated[Path, Option(help="Where to record.")]
ProtocolOption = Annotated[str, Option(help="Protocol: name or file.")]
EstimatorOption = Annotated[
    Path | None,
    Option(help="A model file of your own (.onnx, .safetensors) that scores instead."),
]
LabelOption = Annotated[str, Option(help="BIDS label.")]
ParticipantOption = Annotated[
    str | None,
    Option(help="BIDS label; 01, but where people are enrolled it is always given."),
]
RunOption = Annotated[
    int, Option("--run", min=1, help="2 goes on with a broken-off run 1.")
]
ArmOption = Annotated[
    str | None, Option(help=f"{', '.join(ARMS)}; refused in a locked study.")
]
BoardOption = Annotated[
    str, Option(help="Board name, simulated, lsl:NAME, replay:PATH, or none.")
]
FieldsOption = Annotated[
    list[str] | None, Option(help="What the board needs: serial_port=/dev/ttyUSB0, ...")
]
OutletsOption = Annotated[
    bool, Option("--lsl-outlets", help="Send out LSL streams too.")
]
ObserverOption = Annotated[
    str | None, Option(help="Simulated participant, such as default.")
]
SpeedOption = Annotated[
    float, Option(min=0.1, max=100.0, help="Faster than real time, in windows.")
]
HeadlessOption = Annotated[
    bool, Option("--headless", help="No window; needs --observer.")
]
OverrideOption = Annotated[
    str,
    Option(
        help="With --observer: why to start though the signal does not pass the "
        "protocol's gate; kept with the recording."
    ),
]
DryOption = Annotated[bool, Option("--dry-run", help="Print the plan and end.")]
SeedOption = Annotated[
    int | None,
    Option(min=0, help="Seed of everything random; else each run has its own."),
]
LanguageOption = Annotated[
    str | None, Option(help="en or zh_CN; else as the settings say.")
]
WindowedOption = Annotated[
    bool, Option("--windowed", help="Participant's window not full screen.")
]
SessionTypeOption = Annotated[
    str, Option(help=f"{', '.join(SESSION_TYPES)}; else as the session's label says.")
]
AboutOption = Annotated[
    list[str] | None,
    Option(
        help="What goes into the BIDS sidecars: institution=..., cap_model=..., "
        "authors='A. Name ORCID; B. Name', license=CC0, ..."
    ),
]
HandOption = Annotated[
    str,
    Option(help="left or right: keys for that hand alone, where a task has a choice."),
]
BoxOption = Annotated[
    list[str] | None,
    Option(help="Response box: xid:PORT, lsl:NAME or gamepad:PATH; may be repeated."),
]
ClassPageOption = Annotated[
    str | None, Option(help="Announce the session to the class page at this address.")
]
ClassCodeOption = Annotated[
    str, Option(help="The page's code for learners' computers; the first time only.")
]


def run(
    dataset: DatasetOption = Path("attention-camp-data"),
    protocol: ProtocolOption = "demo",
    participant: ParticipantOption = None,
    session: LabelOption = "01",
    run_number: RunOption = 1,
    estimator: EstimatorOption = None,
    arm: ArmOption = None,
    board: BoardOption = "synthetic",
    board_field: FieldsOption = None,
    lsl_outlets: OutletsOption = False,
    observer: ObserverOption = None,
    speed: SpeedOption = 1.0,
    headless: HeadlessOption = False,
    override: OverrideOption = "",
    dry_run: DryOption = False,
    seed: SeedOption = None,
    language: LanguageOption = None,
    windowed: WindowedOption = False,
    session_type: SessionTypeOption = "",
    about: AboutOption = None,
    box: BoxOption = None,
    eyes: EyesOption = "",
    hand: HandOption = "",
    class_page: ClassPageOption = None,
    class_code: ClassCodeOption = "",
) -> None:
    """Run a session."""
    in_windows = _is_in_windows(headless or dry_run)
    arm, participant = _free_arm(arm, dataset), _given(participant, dataset)
    request = SessionRequest(
        dataset=dataset,
        participant=participant,
        session=session,
        run=run_number,
        protocol=protocol,
        estimator=_tried(estimator, dataset),
        arm=arm,
        board=board,
        board_fields=parse_fields(board_field or []),
        lsl_outlets=lsl_outlets,
        observer=observer,
        speed=speed,
        headless=headless,
        override=override,
        seed=seed_of(dataset, participant, session, run_number)
        if seed is None
        else seed,
        language=language or (_language() if in_windows else "en"),
        session_type=_checked_type(session_type),
        about=_about(about, in_windows=in_windows),
        display=Display(fullscreen=not windowed),
        boxes=tuple(box or ()),
        eyes=eyes,
        hand=hand,
    )
    if dry_run:
        _print_plan(request)
    else:
        _run(request, class_page, class_code)


def _is_in_windows(is_without: bool) -> bool:
    """Return whether windows will be opened, for which a display must be there."""
    if not is_without:
        need_display()
    return not is_without


def _run(request: SessionRequest, class_page: str | None, class_code: str) -> None:
    if request.board == "none":
        _refuse_class_page(class_page)
        _run_without_headset(request)
        return
    how = _run_headless if request.headless else _run_windowed
    how(request, _paired(class_page, class_code))


def _paired(url: str | None, code: str) -> Pairing | None:
    """Return the pairing with the class page at an address; None: none is asked for."""
    if url is None:
        return None
    from attention_camp.camp.processes.announce.pairing import pair, read_pairing
    from attention_camp.camp.processes.announce.pinned import place_of

    if code:
        return pair(url, code)
    kept = read_pairing()
    if kept is None or place_of(kept.url) != place_of(url):
        raise CommandError(
            f"This computer is not paired with the class page at {url}. Give the code "
            "for learners' computers that attention-camp serve prints: --class-code."
        )
    return kept


def _refuse_class_page(url: str | None) -> None:
    if url is not None:
        raise CommandError(
            "A session of tasks alone has no researcher's process that could announce "
            "it. Leave --class-page away, or name a --board."
        )


def _run_without_headset(request: SessionRequest) -> None:
    """Run the tasks alone: no EEG, no score, and no researcher's window."""
    from attention_camp.camp.cli.progress import SessionProgress
    from attention_camp.camp.processes.alone.no_headset import run_tasks_headless

    with SessionProgress() as progress:
        if request.headless:
            ended = run_tasks_headless(request, tell=progress.tell)
        else:
            from attention_camp.camp.ui.tasks_alone import run_tasks_in_window

            ended = run_tasks_in_window(request, tell=progress.tell)
    _say_ended(request, ended)


def _run_windowed(request: SessionRequest, pairing: Pairing | None) -> None:
    from attention_camp.camp.ui.run import run_windowed

    status = run_windowed(request, pairing)
    _print_hash(request)
    raise typer.Exit(status)


def _given(participant: str | None, dataset: Path) -> str:
    """Return the label given, or that of a first try where nobody is enrolled."""
    from attention_camp.camp.dataset.people.enrolment import enrolled

    if participant:
        return participant
    if enrolled(dataset):
        raise CommandError(
            f"People are enrolled in {dataset}. Say whose session it is: --participant "
            "LABEL."
        )
    return "01"


def _tried(estimator: Path | None, dataset: Path) -> Path | None:
    """Return a model file that scored windows of noise in a process apart."""
    if estimator is None:
        return None
    from attention_camp.camp.dataset.studies.locking import read_lock
    from attention_camp.camp.eeg.own_models import check_model

    if read_lock(dataset) is not None:
        raise CommandError(
            f"{dataset} holds a locked study, whose protocol says what scores. Leave "
            "--estimator away."
        )
    check_model(estimator)
    return estimator.resolve()


def _free_arm(arm: str | None, dataset: Path) -> str:
    """Return the arm asked for; refuse one where a locked study has drawn it."""
    from attention_camp.camp.dataset.studies.locking import read_lock

    if arm is not None and read_lock(dataset) is not None:
        raise CommandError(
            f"{dataset} holds a locked study, in which nobody chooses an arm. Leave "
            "--arm away: the participant's own is opened where the trials run."
        )
    return arm or "closed-loop"


def _language() -> str:
    """Return the language of the settings."""
    from attention_camp.camp.ui.app import make_workspace

    return make_workspace().language


def _checked_type(session_type: str) -> str:
    if session_type and session_type not in SESSION_TYPES:
        raise CommandError(
            f"--session-type must be one of {', '.join(SESSION_TYPES)}, got "
            f"{session_type}."
        )
    return session_type


def _about(given: list[str] | None, *, in_windows: bool) -> dict[str, str]:
    """Return what the lab says of its recordings: in the settings, and here."""
    known = _settings_about() if in_windows else {}
    said = parse_fields(given or [], option="--about", example="license=CC0")
    return read_about(known | said)


def _settings_about() -> dict[str, str]:
    """Return what the lab said in the settings."""
    from attention_camp.camp.ui.app import make_workspace

    return make_workspace().settings.about


def _print_plan(request: SessionRequest) -> None:
    from attention_camp.camp.dataset.studies.locking import read_lock
    from attention_camp.camp.processes.session import plan_request

    prepared = plan_request(request)
    for line in prepared.plan.describe(is_locked=bool(read_lock(request.dataset))):
        typer.echo(line)
    typer.echo(f"Seed {request.seed}")
    n_sessions = prepared.plan.protocol.sessions
    if n_sessions > 1:
        typer.echo(
            f"This would be session {prepared.n_before + 1} of {n_sessions} of "
            f"participant {request.participant} in {request.dataset}."
        )
    if prepared.begins_after:
        typer.echo(f"It goes on from session {prepared.begins_after}.")


def _run_headless(request: SessionRequest, pairing: Pairing | None) -> None:
    from attention_camp.camp.cli.progress import SessionProgress
    from attention_camp.camp.processes.announce.class_link import announced

    with SessionProgress() as progress:
        ended = announced(request, pairing, tell=progress.tell)
    _say_ended(request, ended)


def _say_ended(request: SessionRequest, ended: SessionEnded) -> None:
    """Say where the recording is, or raise why the session ended early."""
    from attention_camp.camp.session.messages import Ending

    if ended.ending is not Ending.FINISHED:
        raise CommandError(ended.text)
    typer.echo(f"Recorded in {request.dataset}")
    _print_hash(request)


def _print_hash(request: SessionRequest) -> None:
    """Print the session hash, for people to keep elsewhere."""
    from attention_camp.camp.dataset.layout import run_of_session
    from attention_camp.camp.dataset.proof.kept_hash import session_hash_of

    key = (request.dataset, request.participant, request.session, request.run)
    paths = run_of_session(*key)
    if paths is not None and (found := session_hash_of(paths)):
        typer.echo(f"Session hash: {found}")
