"""Events that were handled before. Webhooks are delivered at least once, so they may repeat."""

from contextlib import contextmanager
from threading import Lock
from typing import Iterator

IDS_MAX = 20_000


class Seen:
    def __init__(self) -> None:
        self._ids: dict[str, None] = {}
        self._lock = Lock()

    @contextmanager
    def once(self, event_id: str) -> Iterator[bool]:
        """Says whether the event is new. When its handling fails it may come again."""
        with self._lock:
            is_new = event_id not in self._ids
            self._ids[event_id] = None
            if len(self._ids) > IDS_MAX:
                del self._ids[next(iter(self._ids))]
        try:
            yield is_new
        except Exception:
            if is_new:
                with self._lock:
                    self._ids.pop(event_id, None)
            raise
