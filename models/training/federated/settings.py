"""The two files of a training across sites: a site's, and the coordinator's."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from attention_camp.models.training.federated.course import (
    N_PRIVATE_ROUNDS,
    N_ROUNDS,
)

Address = Annotated[str, Field(pattern=r"^[^\s:]+:[0-9]{1,5}$")]
LOOPBACK = ("127.0.0.1", "localhost")
MORE_THAN_TWICE = {"trimmed-mean": 2, "krum": 3}
"""How many more sites than twice those that send nonsense: two of a trimmed mean's are
left; Krum's proof needs three (Blanchard et al. 2017, arXiv:1703.02757)."""


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Privacy(_File):
    """What a site adds to its answers so that nobody can be told from them."""

    noise: Annotated[float, Field(gt=0)] = 4.0
    """Standard deviation of the noise, in clipped norms."""
    clip: Annotated[float, Field(gt=0)] = 0.1
    """Largest norm of what one person adds to a gradient."""
    delta: Annotated[float, Field(gt=0, lt=0.05)] = 1e-3
    """Probability with which the bound may not hold; below 1 / people."""
    most_epsilon: Annotated[float, Field(gt=0)] = 5.0
    """Beyond it the site sends nothing more, in this training or a later one."""
    ledger: Path = Path("privacy.json")
    """What was spent, kept beside the file; do not remove it."""


class SiteFile(_File):
    """A site's file: whose recordings are learned from, and with whom."""

    data: Annotated[tuple[str, ...], Field(min_length=1)]
    """Labelled EEG-BIDS datasets; they are read here and stay here."""
    coordinator: Address
    """Its address and port, such as ``lead.example.org:8080``."""
    certificate: Path | None = None
    """The authority that signed the coordinator's certificate."""
    secret: Path | None = None
    """A file of random bytes that coordinator and sites share."""
    privacy: Privacy | None = None

    @model_validator(mode="after")
    def _is_protected(self) -> SiteFile:
        _check_protected(self.coordinator, self.certificate, self.secret)
        return self


class LeadFile(_File):
    """The coordinator's file: who takes part, and how answers are put together."""

    listen: Address = "127.0.0.1:8080"
    sites: Annotated[int, Field(ge=2, le=100)]
    """How many; it begins when all are there."""
    aggregator: Literal["mean", "trimmed-mean", "krum"] = "mean"
    """``mean`` by people (FedAvg); the others stand some sites that send nonsense."""
    nonsense: Annotated[int, Field(ge=1)] = 1
    """How many such sites ``trimmed-mean`` and ``krum`` are to stand."""
    private: bool = False
    """Whether the sites add noise: then only a line is learned."""
    rounds: Annotated[int, Field(ge=1, le=1000)] | None = None
    """Of the linear path; else 40, or 4 if private."""
    passes: Annotated[int, Field(ge=0, le=100)] = 0
    """Of the encoder; 0 keeps the linear path alone, as the encoder gained nothing."""
    certificate: Path | None = None
    key: Path | None = None
    authority: Path | None = None
    """Certificate and key of this computer, and who signed the former; all or none."""
    secret: Path | None = None
    """A file of random bytes that coordinator and sites share."""

    @model_validator(mode="after")
    def _is_whole(self) -> LeadFile:
        more = MORE_THAN_TWICE.get(self.aggregator, 0)
        fewest = 2 * self.nonsense + more
        if more and self.sites < fewest:
            raise ValueError(
                f"{self.aggregator} stands {self.nonsense} sites that send nonsense "
                f"only among {fewest} or more, got {self.sites} sites"
            )
        if self.private and self.passes:
            raise ValueError("a private training has no passes of the encoder")
        given = [self.certificate, self.key, self.authority]
        if any(given) and not all(given):
            raise ValueError("certificate, key and authority belong together")
        _check_protected(self.listen, self.certificate, self.secret)
        return self

    @property
    def n_rounds(self) -> int:
        """Rounds of the linear path."""
        return self.rounds or (N_PRIVATE_ROUNDS if self.private else N_ROUNDS)


def _check_protected(
    address: str, certificate: Path | None, secret: Path | None
) -> None:
    if address.partition(":")[0] in LOOPBACK:
        return
    if certificate is None or secret is None:
        raise ValueError(
            f"{address} is reached by other computers: without a certificate what is "
            "sent could be read on the way, without a secret anybody could take part"
        )
