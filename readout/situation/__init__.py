"""Many records, one picture: the same report, the same event, rival figures, who moved, what is due."""

from readout.situation.brief import brief
from readout.situation.duplicates import Duplicate, DuplicateIndex
from readout.situation.model import Decision
from readout.situation.picture import Picture, picture

__all__ = ["Decision", "Duplicate", "DuplicateIndex", "Picture", "brief", "picture"]
