"""The command `readout`: one module a command."""

from __future__ import annotations

import sys

from readout.errors import ReadoutError, UsageError


def main() -> None:
    """Run the command line. Exit status: 0 done, 1 something failed, 2 misuse, 130 interrupted."""
    from readout.cli.app import app

    try:
        app()
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except KeyboardInterrupt:
        sys.stderr.write("readout: interrupted\n")
        sys.exit(130)
    except ReadoutError as error:
        sys.stderr.write(f"readout: {error}\n")
        sys.exit(2 if isinstance(error, UsageError) else 1)
