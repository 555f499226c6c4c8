"""The store: the only place for SQLAlchemy."""
