"""What each task is called for whoever does it, and what it asks of attention."""

from __future__ import annotations

from collections.abc import Mapping

from attention_camp.resources.texts import Sentence

NAMES: Mapping[str, Sentence] = {
    "attention-network": Sentence("The middle arrow"),
    "attentional-blink": Sentence("Two digits"),
    "auditory-oddball": Sentence("The rare tone"),
    "ax-cpt": Sentence("Letter pairs"),
    "change-detection": Sentence("Spot the change"),
    "complex-span": Sentence("Remember while you work"),
    "corsi-span": Sentence("Places in order"),
    "digit-span": Sentence("Digits in order"),
    "digits-in-noise": Sentence("Digits in noise"),
    "go-no-go": Sentence("Press or wait"),
    "grad-cpt": Sentence("Cities and mountains"),
    "n-back": Sentence("Steps back"),
    "posner": Sentence("Follow the hint"),
    "pvt": Sentence("Fast as you can"),
    "sart": Sentence("Every digit but one"),
    "sternberg": Sentence("Letters in mind"),
    "stop-signal": Sentence("Go and stop"),
    "stroop": Sentence("Colours and words"),
    "symbol-digit": Sentence("Symbols and digits"),
    "task-switching": Sentence("Changing rules"),
    "useful-field": Sentence("At a glance"),
    "visual-search": Sentence("Search"),
    "visual-search conjunction": Sentence("Search for a pair of features"),
    "visual-search feature": Sentence("Search for what stands out"),
    "visual-search letters-among-digits": Sentence("Search for a letter"),
}
"""By task, or by task and variant."""

_SELECTIVE = Sentence("Finding what matters among other things.")
_SUSTAINED = Sentence("Staying with something that is always the same.")
_MEMORY = Sentence("Keeping things in mind while more comes.")
_CONTROL = Sentence("Holding back a habit when it does not fit.")
_ALERT = Sentence("Being ready when something happens.")

WHY: Mapping[str, Sentence] = {
    "attention-network": _CONTROL,
    "attentional-blink": _SELECTIVE,
    "auditory-oddball": _SUSTAINED,
    "ax-cpt": _CONTROL,
    "change-detection": _MEMORY,
    "complex-span": _MEMORY,
    "corsi-span": _MEMORY,
    "digit-span": _MEMORY,
    "digits-in-noise": _SELECTIVE,
    "go-no-go": _CONTROL,
    "grad-cpt": _SUSTAINED,
    "n-back": _MEMORY,
    "posner": _SELECTIVE,
    "pvt": _ALERT,
    "sart": _SUSTAINED,
    "sternberg": _MEMORY,
    "stop-signal": _CONTROL,
    "stroop": _CONTROL,
    "symbol-digit": _ALERT,
    "task-switching": _CONTROL,
    "useful-field": _SELECTIVE,
    "visual-search": _SELECTIVE,
}
"""What a task asks for, which is not to say that it makes better at it elsewhere."""


def plain_name(task: str, options: Mapping[str, object]) -> str:
    """Return what a task is called for whoever does it; another package's: its name."""
    variant = f"{task} {options.get('variant', '')}"
    return NAMES.get(variant, NAMES.get(task)) or task
