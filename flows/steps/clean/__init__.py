"""Text to Article: named rules set aside what is not the article, the rest becomes paragraphs and metadata."""

from flows.steps.clean.article import to_text
from flows.steps.clean.cleaning import STAGE_VERSION, clean

__all__ = ["STAGE_VERSION", "clean", "to_text"]
