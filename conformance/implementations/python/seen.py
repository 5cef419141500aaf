"""Events that were handled before. Webhooks are delivered at least once, so they may repeat."""

from contextlib import contextmanager
from threading import Lock
from typing import Iterator

IDS_MAX = 20_000


class Seen:
    def __init__(self) -> None:
        self._ids: dict[str, None] = {}
        self._lock = Lock()

    def __contains__(self, event_id: str) -> bool:
        with self._lock:
            return event_id in self._ids

    def add(self, event_id: str) -> bool:
        """Notes an event and says whether it is new."""
        with self._lock:
            is_new = event_id not in self._ids
            self._ids[event_id] = None
            if len(self._ids) > IDS_MAX:
                del self._ids[next(iter(self._ids))]
            return is_new

    @contextmanager
    def once(self, event_id: str) -> Iterator[bool]:
        """Says whether the event is new. When its handling fails it may come again."""
        is_new = self.add(event_id)
        try:
            yield is_new
        except Exception:
            if is_new:
                with self._lock:
                    self._ids.pop(event_id, None)
            raise
