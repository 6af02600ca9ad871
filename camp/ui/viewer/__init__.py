"""The viewer of recorded sessions."""

from attention_camp.camp.ui.viewer.open import open_viewer

__all__ = ["open_viewer"]
