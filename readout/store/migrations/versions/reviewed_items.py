"""Items are indexed as their reviewers left them, and say what these said."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, String

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make room for the verdict. The rows of reports that were reviewed are made anew when the store is opened."""
    op.add_column("item", Column("reviewed", String))
    op.execute("CREATE INDEX item_reviewed ON item (reviewed) WHERE reviewed IS NOT NULL")
