"""The electoral district of a contest."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column(
        "election", sa.Column("dapil", sa.Text(), nullable=False, server_default=sa.text("''"))
    )
