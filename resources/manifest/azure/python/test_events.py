import base64
import json
import unittest

from events import change_input, event_inputs, message_inputs, socket_input

FIELDS = {"id": {}, "order": {}}
BLOB = {
    "eventType": "Microsoft.Storage.BlobCreated",
    "subject": "/blobServices/default/containers/photos/blobs/2026/cat.jpg",
    "data": {"api": "PutBlob"},
}


class EventsTest(unittest.TestCase):
    def test_a_message_is_a_text(self):
        self.assertEqual(message_inputs('{"id":"a"}', FIELDS), [{"id": "a"}])
        self.assertEqual(message_inputs(base64.b64encode(b'{"id":"a"}').decode(), FIELDS), [{"id": "a"}])
        with self.assertRaises(ValueError):
            message_inputs("{", FIELDS)

    def test_an_event_is_its_data_and_a_blob_its_name(self):
        event = {"eventType": "virga.message", "subject": "x", "data": {"id": "a"}}
        self.assertEqual(event_inputs(event, FIELDS), [{"id": "a"}])
        named = [{"id": "2026/cat.jpg", "order": "2026/cat.jpg"}]
        self.assertEqual(event_inputs(BLOB, FIELDS), named)
        self.assertEqual(message_inputs(json.dumps(BLOB), FIELDS), named)

    def test_a_change_is_the_item_itself(self):
        self.assertEqual(change_input({"id": "a", "size": 3, "_rid": "r", "_ts": 1}), {"id": "a", "size": 3})

    def test_a_connection_stands_for_what_its_message_does_not_say(self):
        context = {"connectionContext": {"connectionId": "ab=1"}}
        self.assertEqual(
            socket_input({**context, "data": {"order": "o"}}, FIELDS), {"id": "c-ab1", "order": "o", "connectionId": "ab=1"}
        )
        self.assertEqual(
            socket_input({**context, "data": "["}, FIELDS), {"id": "c-ab1", "order": "c-ab1", "connectionId": "ab=1"}
        )


if __name__ == "__main__":
    unittest.main()
