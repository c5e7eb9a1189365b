"""Anything -> reports: files, folders, pages, JSONL, Markdown, standard input, URLs; the body told from the rest."""

from readout.intake.build import Taken, report_from_text
from readout.intake.relevance import relevant
from readout.intake.sources import FORMS, reports, reports_of_page

__all__ = ["FORMS", "Taken", "relevant", "report_from_text", "reports", "reports_of_page"]
