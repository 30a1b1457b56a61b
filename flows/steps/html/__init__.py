"""HTML to lines: parsed in a child process with a deadline, so that no page can hang or kill a run."""

from flows.steps.html.parent import Extracted, extract

__all__ = ["Extracted", "extract"]
