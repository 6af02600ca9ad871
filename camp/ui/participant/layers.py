"""Pictures of displays and of what lies over them, drawn once and kept for a while."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QRect, QRectF

from attention_camp.camp.ui.participant.draw import (
    bounds,
    picture_of,
    transparent_picture_of,
)
from attention_camp.camp.ui.participant.surface import Layer, superfluous
from attention_camp.camp.ui.participant.units import Scale
from attention_camp.tasks.trial import Phase, Stimulus, Trial

_KEPT = 64e6
"""Bytes of pictures kept for the trials to come: a fixation cross is drawn once."""


class LayerStore:
    """Pictures of displays, drawn once and kept for a while."""

    def __init__(self, scale: Scale, screen: QRect) -> None:
        self._scale = scale
        self._screen = screen
        self._kept: OrderedDict[tuple[object, ...], Layer] = OrderedDict()

    def layers_of(self, trial: Trial) -> list[Layer | None]:
        """Return a layer for each phase; None where a phase shows nothing."""
        whole = QRect()
        if any(phase.fade > 0 for phase in trial.phases):
            # a display that fades covers all that was there before
            for phase in trial.phases:
                whole = whole.united(bounds(phase.stimuli, self._scale))
        layers = [self._layer(phase.stimuli, whole) for phase in trial.phases]
        old = superfluous(self._kept.values(), _KEPT, needed=len(layers))
        for key in [key for key, layer in self._kept.items() if layer in old]:
            del self._kept[key]
        return layers

    def layer_of(self, stimuli: tuple[Stimulus, ...]) -> Layer | None:
        """Return the layer of a display made during a trial; None: it is empty."""
        return self._layer(stimuli, QRect())

    def overlay_of(self, stimuli: Sequence[Stimulus]) -> list[Layer]:
        """Return a layer for each of the stimuli that lie over a display.

        What only moves is drawn once: its picture is kept without its place.
        """
        layers = []
        for stimulus in stimuli:
            at_home = replace(stimulus, x=0.0, y=0.0)
            key = (at_home, "overlay")
            if key in self._kept:
                self._kept.move_to_end(key)
            else:
                rect = bounds((at_home,), self._scale)
                if rect.isEmpty():
                    continue
                image = transparent_picture_of(at_home, self._scale, rect)
                self._kept[key] = Layer(image, rect.topLeft())
            layers.append(self._kept[key].moved(self._scale.offset(stimulus)))
        return layers

    def areas_of(self, phase: Phase) -> list[tuple[QRectF, str]]:
        """Return where clicks count in a phase, device pixels, and as which key."""
        return [(self._scale.rect(area), area.key) for area in phase.areas]

    def _layer(self, stimuli: tuple[Stimulus, ...], whole: QRect) -> Layer | None:
        key = (stimuli, whole.getRect())
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        rect = bounds(stimuli, self._scale) if whole.isEmpty() else whole
        rect = rect.intersected(self._screen)
        if rect.isEmpty():
            return None
        layer = Layer(picture_of(stimuli, self._scale, rect), rect.topLeft())
        self._kept[key] = layer
        return layer
