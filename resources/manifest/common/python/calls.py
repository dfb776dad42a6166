"""Retries, circuit breaker and steps side by side. Time limits are the clients' own."""

import logging
import threading
import time
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait

from transient import is_transient

logger = logging.getLogger(__name__)


class BreakerOpenError(Exception):
    retryable = False


class Breaker:
    """Opens when `failures` happened within `within_s`; while open, calls fail at once; after `open_s` one probe decides.

    The state belongs to one instance of the function.
    """

    def __init__(self, failures, within_s, open_s, now=time.monotonic):
        self._failures, self._within_s, self._open_s, self._now = failures, within_s, open_s, now
        self._lock = threading.Lock()
        self._failure_times = []
        self._open = False
        self._open_until = 0.0
        self._probing = False

    def enter(self):
        with self._lock:
            if not self._open:
                return
            if self._probing or self._now() < self._open_until:
                raise BreakerOpenError("circuit breaker is open")
            self._probing = True

    def succeeded(self):
        with self._lock:
            if self._probing:
                self._open = self._probing = False
                self._failure_times = []

    def failed(self):
        with self._lock:
            now = self._now()
            if self._probing:
                self._probing = False
                self._open_until = now + self._open_s
                return
            if self._open:
                return
            self._failure_times = [t for t in self._failure_times if now - t < self._within_s] + [now]
            if len(self._failure_times) >= self._failures:
                self._open = True
                self._open_until = now + self._open_s


def attempt(work, retries=0, backoff_s=0.0, breaker=None):
    """Calls `work`. The wait before the n-th retry is backoff_s * 2^(n-1). A fault of the caller isn't retried."""
    tries = 0
    while True:
        tries += 1
        if breaker:
            breaker.enter()
        try:
            result = work()
        except Exception as error:
            transient = is_transient(error)
            if breaker:
                breaker.failed() if transient else breaker.succeeded()
            if not transient or tries > retries:
                raise
            logger.warning("retry", extra={"tries": tries, "error": repr(error)})
            time.sleep(backoff_s * 2 ** (tries - 1))
        else:
            if breaker:
                breaker.succeeded()
            return result


def parallel(*branches, limit=None):
    """Runs the branches at the same time, or at most so many, and returns when all have ended; the first failure is raised
    at once.
    """
    pool = ThreadPoolExecutor(max_workers=min(limit or len(branches), len(branches)))
    try:
        futures = [pool.submit(branch) for branch in branches]
        done, _ = wait(futures, return_when=FIRST_EXCEPTION)
        for future in futures:
            if future in done:
                future.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
