"""Long lists come by the page."""

from __future__ import annotations

from msgspec import Struct

from pos_desktop.application.ports import Page
from pos_desktop.domain.errors import BadInput

MOST_ROWS = 500


class Pagination(Struct, frozen=True, kw_only=True):
    """Where a page stands in its list."""

    page: int
    limit: int
    total: int
    total_pages: int

    @classmethod
    def of(cls, page: Page, total: int) -> Pagination:
        """The place of *page* in a list of *total* rows."""
        return cls(
            page=page.page, limit=page.limit, total=total, total_pages=-(-total // page.limit)
        )


def page_of(page: int, limit: int) -> Page:
    """A page that can be asked for. Raises BadInput naming ``page`` or ``limit``."""
    if page < 1:
        raise BadInput("Pages are counted from 1.", field="page")
    if not 1 <= limit <= MOST_ROWS:
        raise BadInput(f"A page has 1 to {MOST_ROWS} rows.", field="limit")
    return Page(page=page, limit=limit)
