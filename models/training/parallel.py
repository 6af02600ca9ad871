"""Training on several processes: each prepares and learns its rows of every batch.

`torchrun` starts the processes; PyTorch's ``DistributedDataParallel`` adds up what they
learn. The random numbers of a batch are those of one process that has all its rows, so
that the weights are the same but for the order of sums.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, TypeVar

import torch
from torch import Tensor, distributed, nn
from torch.overrides import TorchFunctionMode

from attention_camp.models.training.network import EncoderNetwork, Inputs
from attention_camp.resources.texts import Sentence, UserError

Thing = TypeVar("Thing")
Made = TypeVar("Made")


class UnequalTeamError(UserError):
    """Processes that would not train the same network; the text is for people."""


@dataclass(frozen=True, slots=True)
class Team:
    """The processes that train together, and the place of this one among them."""

    rank: int = 0
    size: int = 1
    device: torch.device = field(default_factory=lambda: torch.device("cpu"))
    """Where this process computes."""
    is_mixed: bool = False
    """Whether the encoder computes in bfloat16; sums and weights stay in float32."""

    @property
    def leads(self) -> bool:
        """Whether this process writes and tells."""
        return self.rank == 0

    @property
    def alone(self) -> Team:
        """Only this process, where it computes now."""
        return replace(self, rank=0, size=1)

    def agree(self, number: int) -> None:
        """Check that all processes came to the same number.

        Raises
        ------
        UnequalTeamError
            If one came to another.
        """
        if self.size > 1:
            both = torch.tensor([number, -number], device=self.device)
            distributed.all_reduce(both, distributed.ReduceOp.MAX)
            if both[0] != -both[1]:
                raise UnequalTeamError(
                    Sentence(
                        "The processes that train together find different checkpoints. "
                        "Give a folder for the weights that all of them see."
                    )
                )

    def rows(self, n: int) -> slice:
        """Return this process's rows of a batch; with few rows it may have none.

        Parameters
        ----------
        n : int
            Rows of the batch.
        """
        return slice(n * self.rank // self.size, n * (self.rank + 1) // self.size)

    def shared(
        self, things: Sequence[Thing], make: Callable[[Thing], Made]
    ) -> list[Made]:
        """Return what is made of each thing; each process makes its part of it.

        Parameters
        ----------
        things : sequence
            The same in all processes.
        make : callable
            Given each thing; arrays or tensors on the processor.

        Raises
        ------
        UserError
            What `make` raised in any of the processes: all of them end with it.
        """
        mine = things[self.rank :: self.size]
        if self.size == 1:
            return [make(thing) for thing in mine]
        made: list[Made] | UserError
        try:
            made = [make(thing) for thing in mine]
        except UserError as error:  # the others would wait for this process in vain
            made = error
        parts: list[list[Made] | UserError] = [[] for _ in range(self.size)]
        distributed.all_gather_object(parts, made)
        whole = [_unless_error(part) for part in parts]
        return [whole[k % self.size][k // self.size] for k in range(len(things))]


def _unless_error(part: list[Made] | UserError) -> list[Made]:
    if isinstance(part, UserError):
        raise part
    return part


@contextmanager
def joined() -> Iterator[Team]:
    """Join the processes that torchrun started; without it this one is alone.

    An accelerator is used where there is one, with mixed precision where it computes
    in bfloat16.
    """
    rank, size = (int(os.environ.get(name, k)) for k, name in enumerate(_PLACE))
    device, is_mixed = torch.device("cpu"), False
    if torch.cuda.is_available():
        device = torch.device("cuda", int(os.environ.get("LOCAL_RANK", "0")))
        torch.cuda.set_device(device)
        is_mixed = torch.cuda.is_bf16_supported(including_emulation=False)
    team = Team(rank, size, device, is_mixed)
    if size == 1:
        yield team
        return
    distributed.init_process_group(
        "gloo" if device.type == "cpu" else "nccl", timeout=_PATIENCE
    )
    try:
        yield team
    finally:
        distributed.destroy_process_group()


_PLACE = ("RANK", "WORLD_SIZE")
"""What torchrun tells each process; alone they are 0 and 1."""
_PATIENCE = timedelta(days=7)
"""How long a process waits for one that has more folds left. PyTorch's half an hour is
soon over; where a process dies, torchrun ends the others."""


class Judge(nn.Module):
    """A network as it is trained: spectra in full precision, the encoder in the team's.

    Parameters
    ----------
    network : EncoderNetwork
        The network.
    team : Team
        Who trains it.
    """

    def __init__(self, network: EncoderNetwork, team: Team) -> None:
        super().__init__()
        self.network = network
        self._team = team

    def forward(self, *inputs: Tensor) -> Tensor:
        """Return the logit of engagement, (B,), of what the network takes in."""
        patches, places, _, mask, rest, known = inputs
        relative, typical = self.network.spectra(patches, places, mask, rest, known)
        given: Any = inputs
        with torch.autocast(
            self._team.device.type, torch.bfloat16, enabled=self._team.is_mixed
        ):
            logit = self.network.judged(relative, typical, given)
        return logit.float()


def together(network: EncoderNetwork, team: Team) -> nn.Module:
    """Return the module to train: its gradients are those of the whole batch.

    Parameters
    ----------
    network : EncoderNetwork
        On the team's device.
    team : Team
        Who trains it.
    """
    judge = Judge(network, team)
    if team.size == 1:
        return judge
    sees_all = network.shape.waveform and network.shape.positions
    whole = nn.parallel.DistributedDataParallel(
        judge,
        find_unused_parameters=not sees_all,  # the layers of what it does not see
    )
    # made the same once, above; no step changes them
    whole.broadcast_buffers = False
    return whole


class WholeBatch(TorchFunctionMode):
    """Draws the random numbers of a whole batch, and gives those of a team's rows.

    They are drawn on the processor, so that they are the same on any device.

    Parameters
    ----------
    team : Team
        Who trains.
    n : int
        Rows of the whole batch.
    """

    def __init__(self, team: Team, n: int) -> None:
        super().__init__()
        self._rows, self._n, self._device = team.rows(n), n, team.device

    def __torch_function__(
        self,
        func: Callable[..., Any],
        types: Sequence[type],
        args: Sequence[Any] = (),
        kwargs: Mapping[str, Any] | None = None,
    ) -> Any:
        """Call a function of PyTorch, with the rows of a larger draw where it draws.

        Parameters
        ----------
        func : callable
            The function.
        types : sequence of type
            Not used.
        args, kwargs : sequence, mapping or None
            What it takes.
        """
        kwargs = kwargs or {}
        if func is torch.randn:
            _, *others = args
            return func(self._n, *others, **kwargs)[self._rows].to(self._device)
        if func is nn.functional.dropout and kwargs["training"] and 0 < kwargs["p"] < 1:
            (values,), share = args, 1 - kwargs["p"]
            # as PyTorch draws on a processor; all else is done to these rows alone
            kept = torch.empty((self._n, *values.shape[1:]), dtype=values.dtype)
            mask = kept.bernoulli_(share)[self._rows].div_(share)
            return values * mask.to(self._device)
        return func(*args, **kwargs)


def logits_of(model: nn.Module, inputs: Inputs, n: int, team: Team) -> Tensor:
    """Return the logits of this process's rows of a batch.

    Parameters
    ----------
    model : Module
        As `together` gives it.
    inputs : tuple of Tensor
        What the network takes in, of these rows.
    n : int
        Rows of the whole batch.
    team : Team
        Who trains.
    """
    own = [value.to(team.device) for value in inputs]
    is_one = team.size == 1 and team.device.type == "cpu"
    with nullcontext() if is_one else WholeBatch(team, n):
        logit: Tensor = model(*own)
    return logit
