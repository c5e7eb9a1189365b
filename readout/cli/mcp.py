"""`readout mcp`: the record for an assistant, over standard input and output."""

from __future__ import annotations

from importlib.util import find_spec

from readout.cli.store import Where, opened, place
from readout.errors import UsageError


def command(where: Where = None) -> None:
    """Let an assistant ask the store: a server of the Model Context Protocol over standard input and output.

    The assistant starts it; nothing listens on the network. It only reads. `readout serve` offers the same at /mcp.

    \b
    Example, in the settings of the assistant:
      {"mcpServers": {"readout": {"command": "readout", "args": ["mcp", "--store", "/path/to/news.db"]}}}

    Exit status: 0 the assistant left; 1 the store cannot be opened; 2 misuse.
    """
    if find_spec("mcp") is None:
        raise UsageError("Assistants need mcp, which is not installed", remedy="Run: pip install 'readout-news[mcp]'")
    with opened(where):  # a store that is not there is not made
        pass
    from readout.store import Store
    from readout.web.assistant import Assistant
    from readout.web.desk import Desk
    from readout.web.security import Guard

    desk = Desk(Store(place(where)), Guard(None))
    try:
        Assistant(desk).server().run("stdio")
    finally:
        desk.close()
