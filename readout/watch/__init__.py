"""Feeds, all day: every new item fetched politely, read once, kept; it goes on where it was after any stop."""

from readout.watch.watcher import Settings, Watcher

__all__ = ["Settings", "Watcher"]
