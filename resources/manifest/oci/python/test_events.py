import base64
import json
import unittest

from events import inputs_of


def record(key):
    value = base64.b64encode(json.dumps({"id": key}).encode()).decode()
    return {"stream": "readings", "partition": "0", "key": None, "value": value, "offset": 1, "timestamp": 1}


class EventsTest(unittest.TestCase):
    def test_a_direct_invocation_is_the_input_itself(self):
        self.assertEqual(inputs_of({"id": "a"}, {}), [{"id": "a"}])

    def test_records_of_a_stream_are_decoded(self):
        self.assertEqual(inputs_of([record("a"), record("b")], {}), [{"id": "a"}, {"id": "b"}])

    def test_messages_of_a_queue_are_parsed_and_what_is_no_json_stays_a_text(self):
        messages = [{"id": 1, "content": '{"id":"a"}'}, {"id": 2, "content": "{"}]
        self.assertEqual(inputs_of(messages, {}), [{"id": "a"}, "{"])

    def test_an_object_is_handed_on_as_its_key(self):
        event = {"eventType": "com.oraclecloud.objectstorage.createobject", "data": {"resourceName": "k"}}
        self.assertEqual(inputs_of(event, {"name": {}}), [{"name": "k", "id": "k"}])


if __name__ == "__main__":
    unittest.main()
