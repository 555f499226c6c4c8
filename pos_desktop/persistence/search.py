"""Finding items and customers as they are typed: SQLite's full-text search, and nothing else.

Each kind has two indexes: of words, which answers the first letters of a word from the first
letter on, and of trigrams, which answers any part of it from the third. Nothing is ever sorted
by rank: for one letter that means reading every match.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, TextClause, text

from pos_desktop.persistence.prepared import Prepared

_GRAM = 3
_MOST_WORDS = 8
_WORDED = frozenset("LN")


def clean(typed: str) -> str:
    """What was typed, without characters that cannot be typed, stored or printed (category C)."""
    return "".join(
        " " if unicodedata.category(char).startswith("C") else char for char in typed
    ).strip()


def words_of(typed: str) -> list[str]:
    """The words of what was typed that can be searched for."""
    return [word for word in clean(typed).split() if _has_letters(word)][:_MOST_WORDS]


def _has_letters(word: str) -> bool:
    return any(unicodedata.category(char)[0] in _WORDED for char in word)


def match_prefixes(words: Iterable[str]) -> str:
    """The FTS5 query for rows with words that begin so, in any order."""
    return " AND ".join(f"{_quoted(word)} *" for word in words)


def match_parts(words: Iterable[str]) -> str:
    """The FTS5 query for rows that contain each of these, anywhere in a word."""
    return " AND ".join(map(_quoted, words))


def _quoted(word: str) -> str:
    escaped = word.replace('"', '""')
    return f'"{escaped}"'


class WordSearch:
    """Searches the active rows of one table, of one outlet, in its pair of indexes."""

    def __init__(self, table: str) -> None:
        # CROSS JOIN keeps the search outermost: LIMIT then ends it after the first rows.
        head = f"SELECT o.id FROM {table}"
        tail = "JOIN {0} o ON o.id = {1}.rowid WHERE o.outlet_id = :outlet_id AND {1} MATCH :{2}"
        words = tail.format(table, f"{table}_words", "prefixes")
        grams = tail.format(table, f"{table}_grams", "parts")
        also = f" AND o.id IN (SELECT rowid FROM {table}_words WHERE {table}_words MATCH :prefixes)"
        self._words = Prepared(text(f"{head}_words CROSS {words} LIMIT :limit"))
        self._grams = Prepared(text(f"{head}_grams CROSS {grams} LIMIT :limit"))
        self._mixed = Prepared(text(f"{head}_grams CROSS {grams}{also} LIMIT :limit"))

    def ids(
        self, sql: Connection, outlet_id: int, typed: str, limit: int, *, first: Sequence[int] = ()
    ) -> list[int]:
        """Ids of at most *limit* rows: *first*, then words that begin so, then parts of words."""
        found = dict.fromkeys(first[:limit])
        words = words_of(typed)
        for statement, queries in self._attempts(words):
            if len(found) >= limit:
                break
            # Rows that were found already may come again: leave room for them.
            room = {"outlet_id": outlet_id, "limit": limit + len(found)}
            found.update(dict.fromkeys(statement.column(sql, queries | room)))
        return list(found)[:limit]

    def _attempts(self, words: list[str]) -> list[tuple[Prepared, dict[str, str]]]:
        if not words:
            return []
        attempts = [(self._words, {"prefixes": match_prefixes(words)})]
        long = [word for word in words if len(word) >= _GRAM]
        short = [word for word in words if len(word) < _GRAM]
        if long:
            queries = {"parts": match_parts(long)}
            if short:
                attempts.append((self._mixed, queries | {"prefixes": match_prefixes(short)}))
            else:
                attempts.append((self._grams, queries))
        return attempts


def matching_ids(table: str, typed: str) -> TextClause | None:
    """A subquery of the ids that match, for a list that is filtered; None when no word is."""
    words = words_of(typed)
    if not words:
        return None
    long = [word for word in words if len(word) >= _GRAM]
    short = [word for word in words if len(word) < _GRAM]
    parts, queries = [], {}
    if long:
        parts.append(f"SELECT rowid FROM {table}_grams WHERE {table}_grams MATCH :parts")
        queries["parts"] = match_parts(long)
    if short:
        parts.append(f"SELECT rowid FROM {table}_words WHERE {table}_words MATCH :prefixes")
        queries["prefixes"] = match_prefixes(short)
    return text(" INTERSECT ".join(parts)).bindparams(**queries)
