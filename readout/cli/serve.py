"""`readout serve`: the desk, pages over the store."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Annotated

import typer

from readout.cli.store import Where, place
from readout.errors import UsageError


def command(
    where: Where = None,
    host: Annotated[str, typer.Option("--host", metavar="HOST", help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="The port; 0 takes a free one.")] = 8013,
    token: Annotated[
        str | None,
        typer.Option(
            "--token",
            metavar="TOKEN",
            envvar="READOUT_TOKEN",
            help="What who asks must show; needed for any host but this machine.",
            show_default=False,
        ),
    ] = None,
    threads: Annotated[
        int | None, typer.Option(min=1, help="Processor threads [default: all cores].", show_default=False)
    ] = None,
) -> None:
    """Serve the desk: the brief, situations, reports with their words, review, feeds and a JSON interface.

    Examples:

    \b
      readout serve --store news.db
      readout serve --host 0.0.0.0 --token "$(openssl rand -hex 24)"

    Exit status: 0 stopped; 1 the store or the port cannot be opened; 2 misuse.
    """
    if find_spec("uvicorn") is None:
        raise UsageError(
            "The desk needs uvicorn, which is not installed", remedy="Run: pip install 'readout-news[desk]'"
        )
    from readout.web import create_app
    from readout.web.security import is_loopback

    if token is None and not is_loopback(host):
        raise UsageError(f"--host {host} lets other machines ask", remedy="Give a --token too")
    import uvicorn

    app = create_app(place(where), token=token, threads=threads)
    uvicorn.run(app, host=host, port=port, log_level="info", access_log=False, server_header=False)
