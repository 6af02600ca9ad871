"""The verdict of a calibration in words: what was found, and against what."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication

from attention_camp.camp.dataset.calibration_read import Calibrated
from attention_camp.camp.eeg.scoring import WINDOW_SECONDS
from attention_camp.camp.session.link import DriftCheck
from attention_camp.camp.ui import formats
from attention_camp.camp.ui.operator.check_text import (
    Fact,
    check_facts,
    check_sentence,
)
from attention_camp.camp.ui.operator.eyes_text import gaze_text, pupil_text
from attention_camp.models.drift import STABLE_DB, STRANGE_DB
from attention_camp.models.verdict import (
    CHUNK,
    MIN_BLOCKS,
    MIN_CHUNKS,
    MIN_ORDERS,
    CalibrationReport,
    Why,
)
from attention_camp.resources.texts import QT_TRANSLATE_NOOP, fill

translate = QCoreApplication.translate

CONTROLS: dict[str, str] = {
    "chance": QT_TRANSLATE_NOOP("Calibration", "chance (shuffled labels)"),
    "time-on-task": QT_TRANSLATE_NOOP("Calibration", "time on task"),
    "amplitude": QT_TRANSLATE_NOOP("Calibration", "signal amplitude"),
    "muscle": QT_TRANSLATE_NOOP("Calibration", "muscle, 30–45 Hz"),
    "eyes": QT_TRANSLATE_NOOP("Calibration", "eyes, 1–4 Hz in front"),
    "movement": QT_TRANSLATE_NOOP("Calibration", "head movement (accelerometer)"),
    "rotation": QT_TRANSLATE_NOOP("Calibration", "head rotation (gyroscope)"),
    "pulse": QT_TRANSLATE_NOOP("Calibration", "pulse rate"),
    "pope": QT_TRANSLATE_NOOP("Calibration", "engagement index β/(α+θ) (Pope)"),
}
"""What the score has to beat, by the name in the report."""

MODELS: dict[str, str] = {
    "attention": QT_TRANSLATE_NOOP("Calibration", "linear attention model"),
    "theta-alpha": QT_TRANSLATE_NOOP("Calibration", "theta/alpha ratio"),
    "theta-beta": QT_TRANSLATE_NOOP("Calibration", "theta/beta ratio"),
    "pope": QT_TRANSLATE_NOOP("Calibration", "engagement index β/(α+θ) (Pope)"),
    "band-power": QT_TRANSLATE_NOOP("Calibration", "band power"),
    "riemann": QT_TRANSLATE_NOOP("Calibration", "Riemannian tangent space"),
}

CAVEATS = (
    QT_TRANSLATE_NOOP(
        "Calibration",
        "It says that this score told this person's task from their rest, today, with "
        "this headset as it sits. It does not say how attentive the person is.",
    ),
    QT_TRANSLATE_NOOP(
        "Calibration",
        "The score is a state over tens of seconds. It does not detect single lapses.",
    ),
    QT_TRANSLATE_NOOP(
        "Calibration",
        "“Not steering” is no verdict on the participant: a few minutes of noisy "
        "EEG often cannot show more. The session goes on with performance alone.",
    ),
    QT_TRANSLATE_NOOP(
        "Calibration",
        "It holds for this run. The next session is calibrated anew, or goes on with "
        "this score if a check allows it.",
    ),
)
"""What the report does not mean."""


DRIFT: dict[str, str] = {
    "first-session": QT_TRANSLATE_NOOP(
        "Calibration", "there is no earlier session to compare today's rest with"
    ),
    "unknown": QT_TRANSLATE_NOOP(
        "Calibration", "too little rest on shared electrodes to compare it"
    ),
    "stable": QT_TRANSLATE_NOOP(
        "Calibration",
        "● stable: today's rest is like theirs ({distance}, limit {stable}; {n} of "
        "them)",
    ),
    "shifted": QT_TRANSLATE_NOOP(
        "Calibration",
        "▲ shifted: today's rest differs more than within a session ({distance}, "
        "limit {stable}; {n} of them); they count for half",
    ),
    "re-calibrate": QT_TRANSLATE_NOOP(
        "Calibration",
        "▲ as far as another person's ({distance}, limit {strange}; {n} of them), so "
        "they are left out: check how the headset sits, and the participant's label",
    ),
}
"""What the comparison with earlier sessions came to."""


def verdict_sentence(report: CalibrationReport) -> str:
    """Return whether the score may steer, and why (not), in one sentence."""
    if report.is_check:
        return check_sentence(report)
    if report.permission:
        return translate(
            "Calibration",
            "May steer: the score tells task from rest, and no control does it better.",
        )
    if report.why == Why.BELOW_NULLS:
        return translate(
            "Calibration",
            "Not steering: the score does not beat {controls}. Difficulty follows "
            "performance alone.",
        ).format(controls=control_list(report.beaten_by))
    if report.why == Why.NO_ALTERNATION:
        return translate(
            "Calibration",
            "Not steering: rest and task did not take turns, so that the clock alone "
            "could tell them apart. Difficulty follows performance alone.",
        )
    if report.why == Why.TOO_FEW_BLOCKS:
        text = translate(
            "Calibration",
            "Not steering: the blocks of rest and task have "
            "{n:distinct order|distinct orders}, and at least {least} are needed to "
            "tell a score from chance: three blocks of either. Difficulty follows "
            "performance alone.",
        )
        return fill(text, n=report.n_orders, least=MIN_ORDERS)
    text = translate(
        "Calibration",
        "Not steering: too little clean EEG for a verdict ({rest:window|windows} of "
        "rest and {task} of task; at least {chunks} stretches of each are needed). "
        "Difficulty follows performance alone.",
    )
    return fill(text, rest=report.n_rest, task=report.n_engaged, chunks=MIN_CHUNKS)


def control_name(name: str) -> str:
    """Return the display name of a control."""
    return translate("Calibration", CONTROLS.get(name, name))


def control_list(names: tuple[str, ...]) -> str:
    """Return several controls, joined."""
    joint = translate("Calibration", "{these} and {last}")
    words = [control_name(name) for name in names]
    if len(words) < 2:
        return "".join(words)
    comma = translate("Calibration", ", ")
    return joint.format(these=comma.join(words[:-1]), last=words[-1])


def facts_of(found: Calibrated) -> tuple[Fact, ...]:
    """Return what the verdict rests on."""
    report = found.report
    windows = translate(
        "Calibration", "{rest} of rest, {task} of task, {seconds} s each"
    ).format(rest=report.n_rest, task=report.n_engaged, seconds=round(WINDOW_SECONDS))
    facts = [Fact(translate("Calibration", "Windows"), windows)]
    if report.is_check:
        facts += check_facts(report)
    else:
        facts.append(Fact(translate("Calibration", "Left out in turn"), _scheme(found)))
    if math.isfinite(report.auc) and not report.is_check:
        facts += _figures(report)
        if found.estimator == "attention":
            name = translate("Calibration", "Own directions")
            facts.append(Fact(name, _directions(report)))
    if report.pupil is not None:
        name = translate("Calibration", "Pupil as a second signal")
        facts.append(Fact(name, pupil_text(report.pupil)))
    if found.gaze is not None:
        facts.append(Fact(translate("Calibration", "Gaze"), gaze_text(found.gaze)))
    if found.drift is not None:
        name = translate("Calibration", "Earlier sessions")
        facts.append(Fact(name, _drift(found.drift)))
    model = translate("Calibration", MODELS.get(found.estimator, found.estimator))
    facts.append(Fact(translate("Calibration", "Model"), model or formats.NOTHING))
    if report.model_hash:
        facts.append(
            Fact(translate("Calibration", "Its hash"), _short(report.model_hash))
        )
    if found.version:
        name = translate("Calibration", "Personal weights kept")
        facts.append(Fact(name, _short(found.version)))
    return tuple(facts)


def _drift(drift: DriftCheck) -> str:
    text = translate("Calibration", DRIFT.get(drift.verdict, drift.verdict))
    return text.format(
        distance=formats.number(drift.distance_db, 1, "dB"),
        stable=formats.number(STABLE_DB, 1, "dB"),
        strange=formats.number(STRANGE_DB, 1, "dB"),
        n=drift.n_sessions,
    )


def _short(digest: str) -> str:
    return f"{digest[:16]}…"


def _scheme(found: Calibrated) -> str:
    if math.isnan(found.report.adapter_gain):
        text = translate(
            "Calibration",
            "{blocks:block|blocks}, rest and task changing {turns:time|times}. "
            "Stretches of {seconds} s stay together; one of rest and one of task is "
            "left out while the model is fitted to the others, until each was left out "
            "once. Only what was left out is judged.",
        )
    else:
        text = translate(
            "Calibration",
            "{blocks:block|blocks}, rest and task changing {turns:time|times}. One "
            "block of rest and one of task is left out while the model is fitted to "
            "the others, until each was left out once. Only what was left out is "
            "judged.",
        )
    return fill(
        text,
        blocks=found.n_stretches,
        turns=found.n_turns,
        seconds=CHUNK * round(WINDOW_SECONDS),
    )


def _directions(report: CalibrationReport) -> str:
    """Return whether the person's own directions are used, and what they changed."""
    gain = formats.number(abs(report.adapter_gain), 2)
    if report.adapter:
        text = translate(
            "Calibration",
            "used: {n:more number|more numbers}, one for each direction in which "
            "people differ; on blocks left out this saved {gain} bits a window",
        )
        return fill(text, n=len(report.adapter), gain=gain)
    if math.isfinite(report.adapter_gain):
        return translate(
            "Calibration",
            "not used: on blocks left out they cost {gain} bits a window",
        ).format(gain=gain)
    return translate(
        "Calibration",
        "not looked at: that takes at least {n} blocks each of rest and of task",
    ).format(n=MIN_BLOCKS)


def _chance(report: CalibrationReport) -> list[Fact]:
    """Return how many other orders do as well, and what the windows are worth."""
    share = formats.number(100 * report.p_value, 1, "%")
    if report.rule == 1:
        name = translate("Calibration", "Shuffled labels")
        text = translate("Calibration", "{share} of them do as well (at most 5 % may)")
        return [Fact(name, text.format(share=share))]
    orders = translate(
        "Calibration",
        "{share} of {n:distinct order|distinct orders} of whole blocks do as well (at "
        "most 5 % may)",
    )
    orders = fill(orders, share=share, n=report.n_orders)
    worth = translate(
        "Calibration",
        "{n:independent one|independent ones}: windows that follow one another are "
        "alike",
    )
    worth = fill(worth, n=formats.number(report.n_effective, 0))
    return [
        Fact(translate("Calibration", "Other orders of the blocks"), orders),
        Fact(translate("Calibration", "The windows are worth"), worth),
    ]


def _attending(report: CalibrationReport) -> str:
    """Return whether the score tells attending from seeing and pressing."""
    if report.tells_attending is None:
        return translate(
            "Calibration",
            "not known: there was no stretch in which the displays were only seen",
        )
    text = translate(
        "Calibration",
        "told from seeing the same displays and pressing keys: AUC {auc} [{low}, "
        "{high}]",
    )
    if not report.tells_attending:
        text = translate(
            "Calibration",
            "not told from seeing the same displays and pressing keys: AUC {auc} "
            "[{low}, {high}]; the score may follow displays and keys",
        )
    ends = (report.attending_auc, report.attending_low, report.attending_high)
    auc, low, high = (formats.number(value, 2) for value in ends)
    return text.format(auc=auc, low=low, high=high)


def _figures(report: CalibrationReport) -> list[Fact]:
    return [
        *_chance(report),
        Fact(translate("Calibration", "Attending"), _attending(report)),
        Fact(
            translate("Calibration", "Smallest effect"),
            translate(
                "Calibration",
                "below an AUC of {auc} these data could not have told it from chance",
            ).format(auc=formats.number(report.smallest_effect, 2)),
        ),
        Fact(
            translate("Calibration", "Calibration error"),
            translate(
                "Calibration", "{error}, the mean distance to the diagonal"
            ).format(error=formats.number(report.calibration_error, 2)),
        ),
        Fact(
            translate("Calibration", "Personal fit"),
            translate(
                "Calibration", "logit × {slope} {sign} {shift}, after own rest"
            ).format(
                slope=formats.number(report.slope, 2),
                sign="−" if report.shift < 0 else "+",
                shift=formats.number(abs(report.shift), 2),
            ),
        ),
    ]
