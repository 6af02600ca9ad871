"""Read files in a process apart, which a damaged file may end: this one goes on.

Readers of EEGLAB, EDF or XDF files hand what is in a file to native code, where a wrong
length ends the whole process without a word. Here it ends a child, within limits of
time and memory, and the parent says which file did it.
"""

from __future__ import annotations

import multiprocessing as mp
import pickle
import signal
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar, cast

from attention_camp.resources.reasons import reason_of
from attention_camp.resources.texts import Sentence, UserError
from attention_camp.signal.owned import owned_folder
from attention_camp.signal.sources.limits import (
    CAN_LIMIT,
    Limits,
    forbid_core_file,
    limited,
)
from attention_camp.signal.stream import SourceError

T = TypeVar("T")

START_SECONDS = 60.0
"""In which the child must be ready, s; own choice: it takes 0.7 s on an idle PC."""
LARGEST_IN_PIPE = 1024 * 1024
"""Bytes of arrays that cross in the pipe; more goes by way of a file."""


class ReadingError(SourceError):
    """A file that ended its reader, or went beyond a limit; the text is for people.

    Parameters
    ----------
    file : Path
        The file.
    reason : Sentence
        What happened, without the file's name.
    """

    def __init__(self, file: Path, reason: Sentence) -> None:
        super().__init__(
            Sentence(
                "The recording {file} cannot be read: {reason}. It is damaged, or of a "
                "kind that its reader does not know. Open it in the program that wrote "
                "it and save it anew, or take another copy.",
                file=file,
                reason=reason,
            )
        )
        self.file = file
        self.reason = reason

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle what it was made with."""
        return type(self), (self.file, self.reason)


@dataclass(frozen=True, slots=True)
class _Answer:
    """What the child says: a value, pickled without its arrays, or an error."""

    error: BaseException | None = None
    value: bytes = b""
    arrays: tuple[bytes, ...] = ()
    """The arrays' bytes, where they are small."""
    sizes: tuple[int, ...] = ()
    """How many bytes each array has in the file, where they are large."""


def read_apart(function: Callable[..., T], file: Path, *more: Any) -> T:
    """Return ``function(file, *more)`` from a process that ends afterwards.

    Parameters
    ----------
    function : callable
        A function of a module, so that another process finds it by its name.
    file : Path
        What it reads.
    *more : Any
        Further arguments; they and the answer are pickled.

    Raises
    ------
    SourceError, UserError
        Where the child died, took too long or too much memory; and what ``function``
        raised.
    """
    with ReaderProcess() as reader:
        return reader.read(function, file, *more)


class ReaderProcess:
    """A process that reads files, one after the other; a new one where it died."""

    def __init__(self) -> None:
        self._process: mp.process.BaseProcess | None = None
        self._pipe: Connection[Any, Any] | None = None

    def __enter__(self) -> Self:
        """Return itself; the process is started by the first file."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the process."""
        self.close()

    def read(
        self,
        function: Callable[..., T],
        file: Path,
        *more: Any,
        limits: Limits | None = None,
    ) -> T:
        """Return ``function(file, *more)``; raise as ``read_apart`` does.

        Parameters
        ----------
        function : callable
            A function of a module.
        file : Path
            What it reads.
        *more : Any
            Further arguments.
        limits : Limits | None
            What it may take; None: what suits the file's size.
        """
        try:
            limits = limits or Limits.of(file)
        except OSError:
            limits = Limits(3.0, 30.0, 2**30)  # the function says what is wrong with it
        pipe = self._ready(file)
        with owned_folder() as folder:
            pipe.send((function, file, more, limits, folder / "arrays"))
            answer = self._answer(file, limits)
            if answer.error is not None:
                raise answer.error
            arrays = _arrays(answer, folder / "arrays")
        # written by our own child, as all that crosses between our processes
        return cast("T", pickle.loads(answer.value, buffers=arrays))  # noqa: S301

    def close(self) -> None:
        """End the process; may be called twice."""
        if self._pipe is not None:
            self._pipe.close()
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
        self._process = self._pipe = None

    def _ready(self, file: Path) -> Connection[Any, Any]:
        if self._pipe is not None and self._process is not None:
            if self._process.is_alive():
                return self._pipe
            self.close()  # somebody ended it while it had nothing to do
        if mp.current_process().daemon:
            raise SourceError(
                Sentence(
                    "This worker may start no process of its own, and recordings are "
                    "read in one. Start workers of Dask with {setting}.",
                    setting="DASK_DISTRIBUTED__WORKER__DAEMON=False",
                )
            )
        context = mp.get_context("spawn")
        try:
            self._pipe, theirs = context.Pipe()
            process = context.Process(
                target=_serve, args=(theirs,), name="reader", daemon=True
            )
            with theirs:
                process.start()
        except OSError as error:  # no memory, or too many processes or open files
            self.close()
            raise SourceError(
                Sentence(
                    "{file} was not read: the process that reads it could not be "
                    "started ({error}). Close other programs, then try again.",
                    file=file,
                    error=reason_of(error),
                )
            ) from error
        self._process = process
        self._answer(file, Limits(START_SECONDS, START_SECONDS, 0))
        return self._pipe

    def _answer(self, file: Path, limits: Limits) -> _Answer:
        pipe, process = self._pipe, self._process
        if pipe is None or process is None:
            raise RuntimeError("the reader is closed")
        seconds = limits.seconds if CAN_LIMIT else limits.cpu_seconds
        try:
            if not wait([pipe, process.sentinel], seconds):
                raise _too_slow(file, seconds)
            # an answer may have come before it ended
            if pipe.poll():
                return cast("_Answer", pipe.recv())
            process.join()
            raise _died(file, process.exitcode, limits)
        except EOFError:
            process.join()
            code = process.exitcode
            self.close()
            raise _died(file, code, limits) from None
        except SourceError:
            self.close()
            raise


def _arrays(answer: _Answer, path: Path) -> list[bytearray]:
    """Return the bytes of a value's arrays, as memory that may be written to."""
    if not answer.sizes:
        return [bytearray(content) for content in answer.arrays]
    arrays = [bytearray(size) for size in answer.sizes]
    with path.open("rb") as file:
        for array in arrays:
            file.readinto(array)
    return arrays


def _died(file: Path, code: int | None, limits: Limits) -> SourceError:
    """Return what to say of a file on which the child ended."""
    names = {-number: number.name for number in signal.Signals}
    name = names.get(code or 0, Sentence("exit status {code}", code=code or 0))
    if name == "SIGXCPU":
        return _too_slow(file, limits.cpu_seconds)
    reason = Sentence("the process that read it ended with {name}", name=name)
    return ReadingError(file, reason)


def _too_slow(file: Path, seconds: float) -> SourceError:
    reason = Sentence(
        "it took more than {seconds:.0f} s, far more than a file of its size does",
        seconds=seconds,
    )
    return ReadingError(file, reason)


# the child


def _serve(pipe: Connection[Any, Any]) -> None:
    """Answer until the parent hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends it
    forbid_core_file()
    pipe.send(_Answer())
    while True:
        try:
            function, file, more, limits, arrays = pipe.recv()
        except (EOFError, OSError):
            return
        pipe.send(_answer_of(function, file, more, limits, arrays))


def _answer_of(
    function: Callable[..., Any],
    file: Path,
    more: tuple[Any, ...],
    limits: Limits,
    arrays: Path,
) -> _Answer:
    try:
        with limited(limits):
            value = function(file, *more)
        return _pickled(value, arrays)
    except UserError as error:
        return _Answer(error)
    except MemoryError:
        return _Answer(_too_large(file, limits.memory))
    except Exception as error:  # noqa: BLE001  # each is one situation for people
        return _Answer(_unreadable(file, error))


def _pickled(value: Any, path: Path) -> _Answer:
    buffers: list[pickle.PickleBuffer] = []
    content = pickle.dumps(value, protocol=5, buffer_callback=buffers.append)
    views = [buffer.raw() for buffer in buffers]
    if sum(view.nbytes for view in views) <= LARGEST_IN_PIPE:
        return _Answer(value=content, arrays=tuple(bytes(view) for view in views))
    with path.open("wb") as file:
        for view in views:
            file.write(view)
    return _Answer(value=content, sizes=tuple(view.nbytes for view in views))


def _too_large(file: Path, memory: int) -> SourceError:
    reason = Sentence(
        "it asks for more than {memory} MB of memory, far more than a file of its size "
        "needs",
        memory=memory // 1_000_000,
    )
    return ReadingError(file, reason)


def _unreadable(file: Path, error: Exception) -> SourceError:
    says = str(error).rstrip(".") or type(error).__name__
    return ReadingError(file, Sentence("its reader says: {error}", error=says))
