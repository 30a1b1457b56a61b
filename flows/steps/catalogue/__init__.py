"""outputs/briefs.db: what lists, searches, the index page and the feed know of all briefs, made again when in doubt."""

from flows.steps.catalogue.catalogue import Catalogue, open_catalogue
from flows.steps.catalogue.rows import FigureEntry, Mentioned, NameEntry, Row
from flows.steps.catalogue.search import Hit, search

__all__ = ["Catalogue", "FigureEntry", "Hit", "Mentioned", "NameEntry", "Row", "open_catalogue", "search"]
