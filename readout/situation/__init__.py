
from readout.situation.duplicates import Duplicate, DuplicateIndex
from readout.situation.model import Decision

__all__ = ["Decision", "Duplicate", "DuplicateIndex"]
