"""Where a list stands, for the pager below it. No Qt."""

from __future__ import annotations

from msgspec import Struct

from pos_desktop.application.paging import Pagination


class PageState(Struct, frozen=True, kw_only=True):
    """Page *page* of *pages*; ``total`` rows in all."""

    page: int = 1
    pages: int = 0
    total: int = 0

    @property
    def has_before(self) -> bool:
        """Whether there is a page before this one."""
        return self.page > 1

    @property
    def has_after(self) -> bool:
        """Whether there is a page after this one."""
        return self.page < self.pages


FIRST_PAGE = PageState()
"""Before anything was read."""


def page_state(pagination: Pagination) -> PageState:
    """The state of a page that came from a use case."""
    return PageState(page=pagination.page, pages=pagination.total_pages, total=pagination.total)
