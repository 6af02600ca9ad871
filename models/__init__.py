"""Attention models: from windows of EEG to an engagement score.

>>> est = load_estimator("attention")                          # doctest: +SKIP
>>> est = est.personalise(rest, sfreq=sfreq, ch_names=names)   # doctest: +SKIP
>>> p = est.predict_proba(X, sfreq=sfreq, ch_names=names)      # doctest: +SKIP
"""

from __future__ import annotations

from attention_camp.models.catalogue import ESTIMATORS, load_estimator
from attention_camp.models.engagement import Declined, Engagement

__all__ = ["ESTIMATORS", "Declined", "Engagement", "load_estimator"]
