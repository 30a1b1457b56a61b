"""The error tree. Each error says what happened, to which file, and what to do.

ZhbriefError
├── UsageError          exit 2   wrong flags, settings, ids, glossary
│   └── GlossaryError   exit 2   all problems of a glossary at once, with lines
├── ModelError          exit 3   a model is missing, damaged, refused or of the wrong kind
├── OutputsError        exit 4   outputs/ can't be written
├── DiskFullError       exit 1   no space left: no further document is started
├── ServiceError        exit 1   a Prefect or Dask service can't be reached, or was lost
├── BusyError           exit 75  another run holds the lock
├── DocumentError       exit 1   one document failed; the others go on
│   └── TransientError           may heal: the only kind that is retried
└── SkipDocument                 no brief is due for this file (not a failure)
"""

from __future__ import annotations


class ZhbriefError(Exception):
    """Base of all our errors; ``exit_code`` is the command's."""

    exit_code = 1
    retryable = False

    def __init__(self, what: str, *, file: str | None = None, todo: str | None = None) -> None:
        self.what, self.file, self.todo = what, file, todo
        super().__init__(what, file, todo)

    def __str__(self) -> str:
        where = f"{self.file}: " if self.file else ""
        hint = f" ({self.todo})" if self.todo else ""
        return f"{where}{self.what}{hint}"

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.what, self.file, self.todo)


def _rebuild(kind: type[ZhbriefError], what: str, file: str | None, todo: str | None) -> ZhbriefError:
    """Unpickle an error with keyword arguments (Dask sends errors between processes)."""
    return kind(what, file=file, todo=todo)


class UsageError(ZhbriefError):
    """Wrong flags, settings or ids."""

    exit_code = 2


class GlossaryError(UsageError):
    """A glossary file with problems; ``what`` lists them all, one a line."""


class ModelError(ZhbriefError):
    """A model that is missing, damaged, refused or of the wrong kind."""

    exit_code = 3


class OutputsError(ZhbriefError):
    """The outputs folder can't be written."""

    exit_code = 4


class DiskFullError(ZhbriefError):
    """No space is left: the run ends with what it has published."""


class ServiceError(ZhbriefError):
    """A Prefect or Dask service can't be reached, or was lost on the way."""


class BusyError(ZhbriefError):
    """Another run holds the lock."""

    exit_code = 75


class DocumentError(ZhbriefError):
    """One document failed; the others go on."""


class TransientError(DocumentError):
    """An error of the operating system that may heal; retried at most twice."""

    retryable = True


class SkipDocument(ZhbriefError):
    """No brief is due for this file; ``what`` is the reason shown in the report."""

    exit_code = 0
