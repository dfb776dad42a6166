import threading
import unittest

from calls import Breaker, BreakerOpenError, attempt, parallel


class Flaky:
    def __init__(self, failures):
        self.failures, self.calls = failures, 0

    def __call__(self):
        self.calls += 1
        if self.calls <= self.failures:
            raise RuntimeError("down")
        return self.calls


class AttemptTest(unittest.TestCase):
    def test_tries_again_as_often_as_stated(self):
        self.assertEqual(attempt(Flaky(2), retries=2), 3)
        work = Flaky(3)
        with self.assertRaises(RuntimeError):
            attempt(work, retries=2)
        self.assertEqual(work.calls, 3)

    def test_fault_of_the_caller_is_not_tried_again(self):
        work = Flaky(9)
        error = RuntimeError("bad request")
        error.retryable = False

        def refused():
            work.calls += 1
            raise error

        with self.assertRaises(RuntimeError):
            attempt(refused, retries=5)
        self.assertEqual(work.calls, 1)


class BreakerTest(unittest.TestCase):
    def test_opens_probes_and_closes(self):
        now = [0.0]
        breaker = Breaker(failures=2, within_s=1.0, open_s=0.5, now=lambda: now[0])
        for _ in range(2):
            with self.assertRaises(RuntimeError):
                attempt(Flaky(9), breaker=breaker)
        with self.assertRaises(BreakerOpenError):
            attempt(Flaky(0), breaker=breaker)
        now[0] = 0.5
        with self.assertRaises(RuntimeError):
            attempt(Flaky(9), breaker=breaker)
        with self.assertRaises(BreakerOpenError):
            attempt(Flaky(0), breaker=breaker)
        now[0] = 1.0
        self.assertEqual(attempt(Flaky(0), breaker=breaker), 1)
        self.assertEqual(attempt(Flaky(0), breaker=breaker), 1)


class ParallelTest(unittest.TestCase):
    def test_branches_run_at_the_same_time(self):
        meeting = threading.Barrier(2, timeout=5)
        parallel(meeting.wait, meeting.wait)

    def test_at_most_so_many_at_once(self):
        done = []
        meeting = threading.Barrier(2, timeout=0.05)
        with self.assertRaises(threading.BrokenBarrierError):  # nobody comes while the one place is taken
            parallel(meeting.wait, meeting.wait, limit=1)
        parallel(*[lambda: done.append(1)] * 5, limit=2)
        self.assertEqual(len(done), 5)

    def test_failure_is_raised(self):
        with self.assertRaises(RuntimeError):
            parallel(Flaky(9), Flaky(0))


if __name__ == "__main__":
    unittest.main()
