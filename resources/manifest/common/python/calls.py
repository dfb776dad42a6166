"""Retries, circuit breaker and steps side by side. Time limits are the clients' own."""

import logging
import random
import threading
import time
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, as_completed, wait

from transient import is_transient

logger = logging.getLogger(__name__)


class BreakerOpenError(Exception):
    retryable = False


class Breaker:
    """Opens when `failures` happened within `within_s`; while open, calls fail at once; after `open_s` probes are let through,
    one at a time, and it closes after `probes` successful ones in a row.

    The state belongs to one instance of the function.
    """

    def __init__(self, failures, within_s, open_s, probes=1, now=time.monotonic):
        self._failures, self._within_s, self._open_s, self._probes, self._now = failures, within_s, open_s, probes, now
        self._lock = threading.Lock()
        self._failure_times = []
        self._open = False
        self._open_until = 0.0
        self._probe_since = None  # no probe is under way
        self._probes_ok = 0

    def enter(self):
        with self._lock:
            if not self._open:
                return
            now = self._now()
            # A probe whose invocation was ended gives no answer, so it counts for one open time.
            probing = self._probe_since is not None and now < self._probe_since + self._open_s
            if probing or now < self._open_until:
                raise BreakerOpenError("circuit breaker is open")
            self._probe_since = now

    def succeeded(self):
        with self._lock:
            if self._probe_since is None:
                return
            self._probe_since = None
            self._probes_ok += 1
            if self._probes_ok >= self._probes:
                self._open = False
                self._failure_times = []

    def failed(self):
        with self._lock:
            now = self._now()
            if self._probe_since is not None:
                self._probe_since = None
                self._probes_ok = 0
                self._open_until = now + self._open_s
                return
            if self._open:
                return  # of a call that began before it opened
            self._failure_times = [t for t in self._failure_times if now - t < self._within_s] + [now]
            if len(self._failure_times) >= self._failures:
                self._open = True
                self._probes_ok = 0
                self._open_until = now + self._open_s


class RetryBudget:
    """Lets at most `share` as many retries through as there were first attempts.

    The count belongs to one instance of the function.
    """

    def __init__(self, share):
        self._share = share
        self._lock = threading.Lock()
        self._first_attempts = self._retries = 0

    def begin(self):
        with self._lock:
            self._first_attempts += 1

    def spend(self):
        with self._lock:
            if self._retries + 1 > self._share * self._first_attempts:
                return False
            self._retries += 1
            return True


def wait_s(n, backoff_s, growth="exponential", cap_s=None, jitter="none", rand=random.random):
    """The wait before the n-th retry: backoff_s * 2^(n-1), or backoff_s each time, never more than the cap; of that all,
    anything from half to all of it (equal jitter) or anything from 0 to all of it (full jitter).
    """
    most = backoff_s if growth == "constant" else backoff_s * 2 ** min(n - 1, 20)
    if cap_s is not None:
        most = min(most, cap_s)
    if jitter == "full":
        return most * rand()
    return most * (0.5 + 0.5 * rand()) if jitter == "equal" else most


def attempt(work, retries=0, backoff_s=0.0, growth="exponential", cap_s=None, jitter="none", budget=None, breaker=None,
            pause=time.sleep, rand=random.random):
    """Calls `work`. A fault of the caller isn't retried."""
    if budget:
        budget.begin()
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
            if not transient or tries > retries or (budget and not budget.spend()):
                raise
            logger.warning("retry", extra={"tries": tries, "error": repr(error)})
            pause(wait_s(tries, backoff_s, growth, cap_s, jitter, rand))
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


def first_of(count, *branches):
    """Starts all branches and returns when `count` of them have ended; the rest goes on unwatched. Raises the failure after
    which `count` can't be reached any more.
    """
    pool = ThreadPoolExecutor(max_workers=len(branches))
    try:
        ended = as_completed([pool.submit(branch) for branch in branches])
        done = failed = 0
        while done < count:
            error = next(ended).exception()
            if error is None:
                done += 1
                continue
            failed += 1
            if failed > len(branches) - count:
                raise error
            logger.warning("branch failed", extra={"error": repr(error)})
    finally:
        pool.shutdown(wait=False)


def log_caught(step, error):
    """A failure that the steps after it make up for."""
    logger.warning("caught", extra={"step": step, "error": repr(error)})
