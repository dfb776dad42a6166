import base64
import json
import unittest

from events import read_delivery

CONTRACT = {"fields": {"id": {}, "shop": {}}, "max_bytes": 100}


class Request:
    method = "POST"

    def __init__(self, raw=b"", headers=None, args=None):
        self._raw, self.headers, self.args = raw, headers or {}, args or {}

    def get_data(self):
        return self._raw


def pushed(message, subscription="projects/p/subscriptions/work"):
    return Request(json.dumps({"message": message, "subscription": subscription}).encode())


def encoded(text):
    return base64.b64encode(text.encode()).decode()


class EventsTest(unittest.TestCase):
    def test_pushed_message_is_json(self):
        found = read_delivery(pushed({"messageId": "1", "data": encoded('{"id": "a"}')}), CONTRACT)
        self.assertEqual(found, {"kind": "message", "id": "1", "started": False, "inputs": [{"id": "a"}], "problems": []})
        for message in ({"data": encoded("{")}, {}):
            self.assertEqual(len(read_delivery(pushed(message), CONTRACT)["problems"]), 1)

    def test_message_of_a_start_topic_is_told_apart(self):
        found = read_delivery(pushed({"data": encoded("{}")}, "projects/p/subscriptions/later.starts"), CONTRACT)
        self.assertTrue(found["started"])

    def test_stored_object_is_told_by_its_name(self):
        attributes = {"bucketId": "b", "objectId": "a/b c", "eventType": "OBJECT_FINALIZE"}
        found = read_delivery(pushed({"attributes": attributes}), CONTRACT)
        self.assertEqual(found["inputs"], [{"id": "a/b c", "shop": "a/b c"}])

    def test_change_of_a_document_is_told_by_its_key(self):
        headers = {"ce-id": "1", "ce-type": "google.cloud.firestore.document.v1.written", "ce-document": "items/a"}
        found = read_delivery(Request(b"\x08", headers), CONTRACT)
        self.assertEqual(found["inputs"], [{"id": "a", "shop": "a", "change": "written"}])

    def test_another_event_is_its_data(self):
        found = read_delivery(Request(b'{"id": "a"}', {"ce-id": "1", "ce-type": "virga.message"}), CONTRACT)
        self.assertEqual(found["inputs"], [{"id": "a"}])

    def test_request_is_its_query_and_its_body(self):
        args = {"id": "q", "shop": "s"}
        self.assertEqual(read_delivery(Request(b"", None, args), CONTRACT)["inputs"], [args])
        found = read_delivery(Request(b'{"id": "b"}', None, args), CONTRACT)
        self.assertEqual(found["inputs"], [{"id": "b", "shop": "s"}])
        for text in (b"{", b"[]", b"7", b"null", b'"' + b"x" * 200 + b'"'):
            self.assertEqual(len(read_delivery(Request(text), CONTRACT)["problems"]), 1, text)


if __name__ == "__main__":
    unittest.main()
