"""State that all pages share: settings, language and dataset folder."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from attention_camp.camp.session.request import Display
from attention_camp.camp.ui.settings import Settings, dataset_folder, save_settings

if TYPE_CHECKING:
    from attention_camp.camp.processes.announce.pairing import Pairing

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Workspace:
    """Settings and interface language of the researcher."""

    settings: Settings
    settings_path: Path
    language: str
    """``en`` or ``zh_CN``."""
    warnings: tuple[str, ...] = ()
    """Warnings to show on the home page."""
    given_dataset: Path | None = None
    """Folder for recordings given for this start only."""

    @property
    def dataset(self) -> Path:
        """The folder where recordings go."""
        return self.given_dataset or dataset_folder(self.settings)

    @property
    def display(self) -> Display:
        """The participant's monitor, as the settings say."""
        settings = self.settings
        return Display(
            width_m=settings.screen_width_cm / 100,
            distance_m=settings.screen_distance_cm / 100,
            screen=settings.screen,
            fullscreen=settings.fullscreen,
            photodiode=settings.photodiode,
            photodiode_deg=settings.photodiode_deg,
            sound_click=settings.sound_click,
            text_scale=settings.task_text_percent / 100,
            own_stimulus_scale=settings.stimulus_percent / 100,
            reduced_motion=settings.reduced_motion,
        )

    @property
    def class_page(self) -> Pairing | None:
        """The class page that sessions are announced to; None: to none."""
        if not self.settings.class_page:
            return None
        from attention_camp.camp.processes.announce.pairing import read_pairing

        return read_pairing()

    def save(self) -> None:
        """Save the settings.

        Raises
        ------
        OSError
            If the disk is full or gone.
        """
        save_settings(self.settings, self.settings_path)

    def save_if_possible(self) -> None:
        """Save the settings; a failure is only logged."""
        try:
            self.save()
        except OSError as error:
            logger.warning("the settings could not be kept: %s", error)
