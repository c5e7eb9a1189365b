"""Records in SQL: kept, searched, and asked across reports."""

from readout.store.query import Filter, Found, Hit, Known
from readout.store.store import Decision, Outcome, Review, Store, Version

__all__ = ["Decision", "Filter", "Found", "Hit", "Known", "Outcome", "Review", "Store", "Version"]
