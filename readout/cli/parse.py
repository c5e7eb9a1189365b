"""`readout parse`: what the language core sees, as CoNLL-U."""

from __future__ import annotations

import typer

from readout.cli.options import Form, Published, Sources, complain, stdin_binary
from readout.errors import InputError


def command(sources: Sources, form: Form = "auto", published: Published = None) -> None:
    """Print the parse of each report in CoNLL-U: tokens, lemmas, tags, heads and names.

    Examples:

    \b
      readout parse report.txt
      echo "Mr. Hill flew to Beijing." | readout parse -
    """
    from readout.intake import reports
    from readout.language import Core
    from readout.language.conllu import to_conllu

    core, failed = Core(), 0
    for source in sources:
        for found in reports(source, published=published, form=form, stdin=stdin_binary()):
            if isinstance(found, InputError):
                complain(found)
                failed += 1
                continue
            typer.echo(f"# newdoc id = {found.report.ref or found.report.id}")
            typer.echo(to_conllu(core.parse([found.report.text])[0]))
    raise typer.Exit(1 if failed else 0)
