"""What can be wrong with a model: one line that says what, which file, and what to do."""

from __future__ import annotations


class ModelProblem(Exception):
    """A model that is missing, damaged, refused or of the wrong kind; commands end with exit code 3."""

    exit_code = 3

    def __init__(self, what: str, *, file: str | None = None, todo: str | None = None) -> None:
        what = " ".join(what.split())  # what a library says may have lines; a command has one
        self.what, self.file, self.todo = what, file, todo
        super().__init__(what, file, todo)

    def __str__(self) -> str:
        where = f"{self.file}: " if self.file else ""
        hint = f" ({self.todo})" if self.todo else ""
        return f"{where}{self.what}{hint}"

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.what, self.file, self.todo)


class UnknownModel(ModelProblem):
    """A profile or model that the registry does not have; a mistake of the command line."""

    exit_code = 2


def _rebuild(kind: type[ModelProblem], what: str, file: str | None, todo: str | None) -> ModelProblem:
    return kind(what, file=file, todo=todo)
