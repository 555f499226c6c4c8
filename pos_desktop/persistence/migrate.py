"""Bringing a store's schema to the newest revision: all of it in one transaction, or nothing."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

from pos_desktop.persistence.chain import begin_chain
from pos_desktop.persistence.engine import writer_engine

SCRIPTS = Path(__file__).parent / "migrations"
_CHAINS_SINCE = 2


def migrate(path: Path, key: str, *, head: int, application_id: int, pepper: bytes = b"") -> None:
    """Run every migration that is due on the database at *path*.

    ``user_version`` and ``application_id`` are set in the same transaction, so a migration that
    is killed leaves the store as it was.
    """
    engine = writer_engine(path, key)
    try:
        with engine.begin() as connection:
            version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
            # Another till may have migrated while this one waited for the lock.
            if version < head:
                _upgrade(connection, head)
                if version < _CHAINS_SINCE <= head:
                    begin_chain(connection, pepper)
                connection.exec_driver_sql(f"PRAGMA user_version = {head:d}")
                connection.exec_driver_sql(f"PRAGMA application_id = {application_id:d}")
    finally:
        engine.dispose()


def _upgrade(connection: Connection, head: int) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, f"{head:04d}")
