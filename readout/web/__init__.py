"""The desk: pages and a JSON interface over a store. The door is `create_app`."""

from readout.errors import UsageError

try:
    from readout.web.app import create_app
except ModuleNotFoundError as error:
    raise UsageError(
        f"The desk needs {error.name}, which is not installed", remedy="Run: pip install 'readout-news[desk]'"
    ) from error

__all__ = ["create_app"]
