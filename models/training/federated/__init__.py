"""Training across sites: numbers of a network leave a site, recordings never do."""

from __future__ import annotations

import os

# Flower reads it as it is imported, and would tell its makers of every start
os.environ["FLWR_TELEMETRY_ENABLED"] = "0"
