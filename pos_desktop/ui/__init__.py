"""The windows: the only place for PySide6. Presenters live here too, and import none of it."""
