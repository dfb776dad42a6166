import datetime
import unittest

from clock import is_due


def at(text):
    return datetime.datetime.fromisoformat(text + "+00:00")


class ClockTest(unittest.TestCase):
    def test_the_time_comes_by_the_clock_of_the_zone(self):
        self.assertTrue(is_due(at("2026-01-05T01:30:00"), "30 2 * * *", "Europe/Berlin"))
        self.assertFalse(is_due(at("2026-01-05T02:30:00"), "30 2 * * *", "Europe/Berlin"))
        self.assertTrue(is_due(at("2026-07-05T00:30:00"), "30 2 * * *", "Europe/Berlin"))
        self.assertTrue(is_due(at("2026-01-05T20:45:00"), "30 2 * * *", "Asia/Kathmandu"))

    def test_days_are_those_of_the_zone(self):
        self.assertTrue(is_due(at("2026-01-04T23:00:00"), "0 0 * * 1-5", "Europe/Berlin"))  # Monday there
        self.assertFalse(is_due(at("2026-01-02T23:00:00"), "0 0 * * 1-5", "Europe/Berlin"))  # Saturday there
        self.assertTrue(is_due(at("2026-01-01T00:00:00"), "0 0 1 * 0", "UTC"))  # either day suffices
        self.assertTrue(is_due(at("2026-01-04T00:00:00"), "0 0 1 * 0", "UTC"))
        self.assertFalse(is_due(at("2026-01-05T00:00:00"), "0 0 1 * 0", "UTC"))


if __name__ == "__main__":
    unittest.main()
