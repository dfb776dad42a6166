import threading
import unittest

from calls import Breaker, BreakerOpenError, RetryBudget, attempt, first_of, parallel, wait_s


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

    def waits(self, **options):
        """The waits of a call that keeps failing."""
        found = []
        with self.assertRaises(RuntimeError):
            attempt(Flaky(99), pause=found.append, **options)
        return found

    def test_waits_double_up_to_the_cap_or_stay_the_same(self):
        self.assertEqual(self.waits(retries=3, backoff_s=1), [1, 2, 4])
        self.assertEqual(self.waits(retries=4, backoff_s=1, cap_s=2.5), [1, 2, 2.5, 2.5])
        self.assertEqual(self.waits(retries=3, backoff_s=0.5, growth="constant"), [0.5, 0.5, 0.5])

    def test_jitter_is_of_all_of_the_wait_or_of_its_second_half(self):
        for jitter, expected in (("none", [4, 4, 4]), ("equal", [2, 3, 4]), ("full", [0, 2, 4])):
            waits = [wait_s(3, 1, jitter=jitter, rand=lambda: drawn) for drawn in (0, 0.5, 1)]
            self.assertEqual(waits, expected, jitter)
        self.assertEqual(wait_s(9, 1, cap_s=10, jitter="full", rand=lambda: 0.5), 5)

    def test_budget_bounds_the_retries_by_the_first_attempts(self):
        budget = RetryBudget(0.1)
        retried = [self.waits(retries=2, budget=budget) for _ in range(30)]
        self.assertEqual(sum(len(waits) for waits in retried), 3)


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

    def test_closes_after_as_many_successful_probes_in_a_row_as_stated(self):
        now = [0.0]
        breaker = Breaker(failures=1, within_s=1.0, open_s=0.5, probes=2, now=lambda: now[0])
        breaker.failed()
        now[0] = 0.5
        breaker.enter()
        with self.assertRaises(BreakerOpenError):  # one probe at a time
            breaker.enter()
        breaker.succeeded()
        breaker.enter()
        breaker.failed()  # opens again, and the first probe is forgotten
        with self.assertRaises(BreakerOpenError):
            breaker.enter()
        now[0] = 1.0
        for _ in range(2):
            breaker.enter()
            breaker.succeeded()
        breaker.enter()
        breaker.enter()

    def test_probe_without_an_answer_counts_for_one_open_time(self):
        now = [0.0]
        breaker = Breaker(failures=1, within_s=1.0, open_s=0.5, now=lambda: now[0])
        breaker.failed()
        now[0] = 0.5
        breaker.enter()
        now[0] = 0.75
        with self.assertRaises(BreakerOpenError):
            breaker.enter()
        now[0] = 1.0
        breaker.enter()


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


class FirstOfTest(unittest.TestCase):
    def test_first_so_many_are_waited_for(self):
        late = threading.Event()
        self.addCleanup(late.set)
        ended = []
        first_of(2, lambda: late.wait(5), lambda: ended.append("a"), lambda: ended.append("b"))
        self.assertEqual(sorted(ended), ["a", "b"])
        self.assertFalse(late.is_set())
        first_of(1, Flaky(9), Flaky(9), lambda: ended.append("c"))
        self.assertIn("c", ended)

    def test_fails_once_too_many_have_failed(self):
        late = threading.Event()
        self.addCleanup(late.set)
        with self.assertRaises(RuntimeError):
            first_of(2, Flaky(9), lambda: late.wait(5))
        with self.assertRaises(RuntimeError):
            first_of(1, Flaky(9), Flaky(9))


if __name__ == "__main__":
    unittest.main()
