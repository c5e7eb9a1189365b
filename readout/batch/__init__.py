"""Crawls and archives in, shards of records out: many processes, one manifest, resumable after any kill."""

from readout.batch.manifest import LAYOUTS, Manifest, Settings, Shard
from readout.batch.run import ENGINES, Progress, run

__all__ = ["ENGINES", "LAYOUTS", "Manifest", "Progress", "Settings", "Shard", "run"]
