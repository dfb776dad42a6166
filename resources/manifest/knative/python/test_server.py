import io
import json
import unittest

from contract import CONTRACT
from runner import InvalidInput
from server import create_application


class FakeRunner:
    def __init__(self, failure=None):
        self.seen, self._failure = [], failure

    def answer(self, method, path, query, raw):
        self.seen.append((method, path, query, raw))
        return 201, {"done": True}

    def take(self, messages):
        self.seen.extend(messages)
        if self._failure:
            raise self._failure


def send(runner, raw=b"", path="/", query="", **headers):
    answer = []
    environ = {"REQUEST_METHOD": "POST", "PATH_INFO": path, "QUERY_STRING": query, "CONTENT_LENGTH": str(len(raw)),
               "CONTENT_TYPE": "application/json", "wsgi.input": io.BytesIO(raw), **headers}
    body = b"".join(create_application(runner)(environ, lambda status, _: answer.append(int(status[:3]))))
    return answer[0], json.loads(body) if body else None


EVENT = {"HTTP_CE_ID": "1", "HTTP_CE_TYPE": "message"}


class ServerTest(unittest.TestCase):
    def test_a_request_gets_the_status_and_the_body_of_its_answer(self):
        runner = FakeRunner()
        self.assertEqual(send(runner, b'{"id":"a"}', "/orders/a b", "a=b"), (201, {"done": True}))
        self.assertEqual(runner.seen, [("POST", "/orders/a%20b", {"a": "b"}, b'{"id":"a"}')])

    def test_an_event_is_taken(self):
        runner = FakeRunner()
        self.assertEqual(send(runner, b'{"id":"a"}', **EVENT), (204, None))
        self.assertEqual(runner.seen, [{"id": "a"}])

    def test_an_invalid_event_gets_400_and_a_failed_one_500(self):
        self.assertEqual(send(FakeRunner(), b"{", **EVENT)[0], 400)
        self.assertEqual(send(FakeRunner(InvalidInput("bad")), b"{}", **EVENT), (400, {"error": "bad"}))
        with self.assertLogs(level="ERROR"):
            self.assertEqual(send(FakeRunner(RuntimeError("secret")), b"{}", **EVENT), (500, {"error": "failed"}))

    def test_what_is_far_too_large_gets_413(self):
        self.assertEqual(send(FakeRunner(), b"x" * (2 * CONTRACT["max_bytes"] + 65_537))[0], 413)


if __name__ == "__main__":
    unittest.main()
