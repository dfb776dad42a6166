import json
import unittest

from handler import create_handler


class Context:
    def __init__(self, method=None, url=None):
        self._method, self._url = method, url

    def Method(self):
        return self._method

    def RequestURL(self):
        return self._url


class FakeRunner:
    def __init__(self, failure=None):
        self.seen, self._failure = [], failure

    def answer(self, method, path, query, raw):
        self.seen.append((method, path, query, raw))
        if self._failure:
            raise self._failure
        return 201, {"done": True}

    def take(self, messages):
        self.seen.extend(messages)
        if self._failure:
            raise self._failure
        return {"id": "a"}


class HandlerTest(unittest.TestCase):
    def test_a_request_through_api_gateway_gets_its_status(self):
        runner = FakeRunner()
        status, body, through_gateway = create_handler(runner)(Context("POST", "/orders/7?a=b"), b'{"id":"a"}')
        self.assertEqual((status, json.loads(body), through_gateway), (201, {"done": True}, True))
        self.assertEqual(runner.seen, [("POST", "/orders/7", {"a": "b"}, b'{"id":"a"}')])

    def test_a_failed_request_gets_500_without_details(self):
        with self.assertLogs(level="ERROR"):
            status, body, _ = create_handler(FakeRunner(RuntimeError("secret")))(Context("GET", "/orders"), b"")
        self.assertEqual((status, json.loads(body)), (500, {"error": "failed"}))

    def test_what_is_handed_over_is_taken_and_its_failure_fails_the_invocation(self):
        runner = FakeRunner()
        status, body, through_gateway = create_handler(runner)(Context(), b'[{"id":"a"},{"id":"b"}]')
        self.assertEqual((status, json.loads(body), through_gateway), (200, {"id": "a"}, False))
        self.assertEqual(runner.seen, [{"id": "a"}, {"id": "b"}])
        with self.assertRaisesRegex(RuntimeError, "down"):
            create_handler(FakeRunner(RuntimeError("down")))(Context(), b"{}")


if __name__ == "__main__":
    unittest.main()
