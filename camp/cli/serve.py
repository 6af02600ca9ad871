"""The command `serve`: the class or clinic page."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from attention_camp.camp.cli.errors import CommandError

NEEDED = ("fastapi", "uvicorn", "prometheus_client")


def serve(
    bind: Annotated[
        str,
        typer.Option(
            help="Address of this computer to listen at; else its local network's."
        ),
    ] = "",
    port: Annotated[
        int, typer.Option(min=1, max=65535, help="Port to listen at.")
    ] = 8443,
    metrics: Annotated[
        bool,
        typer.Option("--metrics", help="Offer /metrics for Prometheus, by a token."),
    ] = False,
    new_certificate: Annotated[
        bool,
        typer.Option(
            "--new-certificate",
            help="Make another certificate: everybody is paired anew.",
        ),
    ] = False,
    folder: Annotated[
        Path | None,
        typer.Option(help="Where certificate and paired computers are kept."),
    ] = None,
) -> None:
    """Serve a live page of many learners to browsers in the local network."""
    if missing := [name for name in NEEDED if find_spec(name) is None]:
        raise CommandError(
            f"The class page needs {', '.join(missing)}, which a learner's computer "
            "does without. Type: pip install 'attention-camp[serve]'"
        )
    from attention_camp.camp.serve.server import (
        ClassServer,
        ServeOptions,
        class_page_folder,
        network_address,
    )

    place = folder or class_page_folder()
    if new_certificate:
        for name in ("class-page.crt", "class-page.key", "computers.json"):
            (place / name).unlink(missing_ok=True)
    options = ServeOptions(place, bind or network_address(), port, metrics)
    ClassServer(options, typer.echo).serve()


COMMANDS = (serve,)
