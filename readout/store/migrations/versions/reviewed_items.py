"""Items are indexed as their reviewers left them, and say what these said; a figure's day is that of its telling."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, String

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make room for the verdict. The rows of reports that were reviewed are made anew when the store is opened."""
    op.add_column("item", Column("reviewed", String))
    told = "(SELECT report.day FROM report WHERE report.n = item.report)"
    op.execute(f"UPDATE item SET until = NULL, day = {told} WHERE family = 'figures'")
    op.execute("CREATE INDEX item_reviewed ON item (reviewed) WHERE reviewed IS NOT NULL")
