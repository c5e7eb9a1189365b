"""Records in SQL: kept, searched, and asked across reports."""

from readout.errors import UsageError

try:
    from readout.store.query import Filter, Found, Hit, Known
    from readout.store.said import Review
    from readout.store.situations import Situation, situation
    from readout.store.store import Decision, Store, Version
    from readout.store.window import Reading, Sizes, Window
    from readout.store.writing import Outcome
except ModuleNotFoundError as error:
    raise UsageError(
        "The store needs SQLAlchemy and alembic", remedy="Run: pip install 'readout-news[store]'"
    ) from error

__all__ = [
    "Decision", "Filter", "Found", "Hit", "Known", "Outcome", "Reading", "Review", "Situation", "Sizes", "Store",
    "Version", "Window", "situation",
]  # fmt: skip
