"""Open a source by its specification, a line of text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from attention_camp.resources.texts import Sentence
from attention_camp.signal.sources.recorded import ReadOptions
from attention_camp.signal.stream import Source, SourceError

if TYPE_CHECKING:
    from attention_camp.signal.simulated.brain import SimulatedBrain
    from attention_camp.signal.simulated.physiology import Physiology
    from attention_camp.signal.sources.board_fields import BoardDescription

_NO_FIELDS: Mapping[str, str] = MappingProxyType({})
_SIMULATED_KEYS = (
    "engagement", "n_chans", "ch_names", "sfreq", "line_freq", "line_uv", "reference",
    "person", "buffer", "body", "like",
)  # fmt: skip


def open_source(
    spec: str,
    *,
    fields: Mapping[str, str] = _NO_FIELDS,
    seed: int = 0,
    speed: float = 1.0,
) -> Source:
    """Return the source that ``spec`` names, not yet started.

    Parameters
    ----------
    spec : str
        A BrainFlow board's name; ``lsl:NAME``, a stream on the network;
        ``replay:PATH``, a recording; or ``simulated``, a simulated brain, as in
        ``simulated:sfreq=500,n_chans=32,engagement=0.7``.
    fields : mapping of str
        Connection fields of a board, and ``ch_names``, comma-separated, where the
        electrodes were put on in another way than the board says; of a
        replay, ``loop=yes``; of a replay or stream that lacks them, ``units`` (``µV``)
        and ``ch_names``; of rows that BrainFlow wrote, ``board``.
    seed : int
        Seed of the simulated brain.
    speed : float
        Of a replay or simulation: seconds of data per second of the clock.

    Raises
    ------
    SourceError
        Where there is no such source; the text is for people.
    """
    kind, _, rest = spec.partition(":")
    match kind.strip().lower():
        case "":
            raise SourceError(
                Sentence(
                    "No headset was named. Give a board's name, lsl:NAME, "
                    "replay:PATH or simulated.",
                )
            )
        case "simulated":
            return _simulated(rest, seed, speed)
        case "lsl":
            from attention_camp.signal.sources.lsl import LslSource

            return LslSource(rest, options=_options_of(fields))
        case "replay":
            from attention_camp.signal.sources.replay import ReplaySource

            is_looping = fields.get("loop", "no").lower() in ("yes", "true", "1")
            return ReplaySource(
                rest,
                options=_options_of(fields),
                speed=speed,
                is_looping=is_looping,
            )
    from attention_camp.signal.sources.boards import BoardSource

    connection = {key: value for key, value in fields.items() if key != "ch_names"}
    return BoardSource(spec.strip(), ch_names=_names(fields) or None, **connection)


def _options_of(fields: Mapping[str, str]) -> ReadOptions:
    return ReadOptions(
        fields.get("units", "").strip(), _names(fields), fields.get("board", "").strip()
    )


def _names(fields: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names that a person gave; empty: none."""
    names = tuple(name.strip() for name in fields.get("ch_names", "").split(","))
    return names if any(names) else ()


def _simulated(text: str, seed: int, speed: float) -> Source:
    from attention_camp.signal.electrodes import system_10_10
    from attention_camp.signal.simulated.artefacts import Strengths
    from attention_camp.signal.simulated.brain import DEFAULT_CH_NAMES

    options = _options(text)
    try:
        ch_names = (
            tuple(options["ch_names"].split("+")) if "ch_names" in options else ()
        )
        if "n_chans" in options:
            ch_names = system_10_10(int(options["n_chans"]))
        board = _board(options.get("like", ""))
        make = _kind(board, options.get("body", ""))
        usual = str(board.sfreq if board else 250)
        return make(
            ch_names or (board.ch_names if board else DEFAULT_CH_NAMES),
            float(options.get("sfreq", usual)),
            seed=seed,
            engagement=float(options.get("engagement", "0.5")),
            strengths=Strengths(
                line_freq=float(options.get("line_freq", "50")),
                line_uv=float(options.get("line_uv", "1")),
            ),
            physiology=_physiology(options.get("person", "demonstration")),
            reference=options.get("reference", "ears"),
            speed=speed,
            buffer=float(options.get("buffer", "inf")),
        )
    except ValueError as error:
        raise SourceError(
            Sentence(
                "The simulated brain {text!r} is not right: {error}.",
                text=text,
                error=error,
            )
        ) from error


def _board(name: str) -> BoardDescription | None:
    """Return the board whose channels a simulation has; None: those of none."""
    if not name:
        return None
    from attention_camp.signal.sources.brainflow_library import find_board

    return find_board(name)


def _kind(board: BoardDescription | None, body: str) -> Callable[..., SimulatedBrain]:
    """Return what makes a simulated brain, with the sensors of a body or without."""
    if not (board or body):
        from attention_camp.signal.simulated.brain import SimulatedBrain

        return SimulatedBrain
    from attention_camp.signal.simulated.body import BODIES, SENSORS, EmbodiedBrain

    if (body or "calm") not in BODIES:
        raise ValueError(
            Sentence(
                "body must be one of {allowed}, got {got!r}",
                allowed=", ".join(BODIES),
                got=body,
            )
        )
    sensors = board.others if board else SENSORS
    return partial(EmbodiedBrain, follows=BODIES[body or "calm"], sensors=sensors)


def _physiology(name: str) -> Physiology:
    """Return the person behind a simulated brain, unless an observer brings their own.

    ``demonstration`` is clearer than people are, ``mean`` as they are on average; a
    number is the seed of a person drawn from the measured population.
    """
    from attention_camp.signal.simulated.physiology import Physiology

    if name.isdecimal():
        return Physiology.draw(int(name))
    made = {"demonstration": Physiology.demonstration, "mean": Physiology.mean}
    if name not in made:
        raise ValueError(
            Sentence(
                "person must be demonstration, mean or a number, got {got!r}", got=name
            )
        )
    return made[name]()


def _options(text: str) -> dict[str, str]:
    options = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        key, equals, value = part.partition("=")
        if not equals or key not in _SIMULATED_KEYS:
            raise SourceError(
                Sentence(
                    "The simulated brain has no option {part!r}. Options are "
                    "{allowed}.",
                    part=part,
                    allowed=", ".join(f"{key}=..." for key in _SIMULATED_KEYS),
                )
            )
        options[key] = value
    return options
