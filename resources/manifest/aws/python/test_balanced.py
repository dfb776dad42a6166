import re
import unittest

from balanced import as_http_event
from http_api import is_request, request_input, success_status
from routes import ROUTES


class BalancedTest(unittest.TestCase):
    def test_request_of_a_load_balancer_is_read_as_one_of_an_api(self):
        known, pattern = ROUTES[0]
        method = "GET" if known == "ANY" else known
        event = as_http_event(
            {
                "requestContext": {"elb": {"targetGroupArn": "arn"}},
                "httpMethod": method,
                "path": re.sub(r"\{[^}]*\}", "a%20b", pattern),
                "headers": {},
                "queryStringParameters": {"q": "c%26d+e"},
                "body": "",
                "isBase64Encoded": False,
            }
        )
        self.assertTrue(is_request(event))
        found, problems = request_input(event, 100)
        self.assertEqual(problems, [])
        names = re.findall(r"\{([^}+]*)\+?\}", pattern)
        self.assertEqual(found, {"q": "c&d e", **{name: "a b" for name in names}})
        self.assertEqual(success_status(event, {"found": 1}), 201 if method == "POST" else 200)

    def test_other_events_stay_as_they_are(self):
        for event in ({"Records": []}, {"id": "x"}, {"requestContext": {"http": {"method": "GET"}}}):
            self.assertIs(as_http_event(event), event)


if __name__ == "__main__":
    unittest.main()
