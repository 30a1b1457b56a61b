"""Text to Article: named rules set aside what is not the article, the rest becomes paragraphs and metadata."""

from flows.steps.clean.cleaning import STAGE_VERSION, clean, to_text

__all__ = ["STAGE_VERSION", "clean", "to_text"]
