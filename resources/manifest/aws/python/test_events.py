import base64
import json
import unittest

from events import inputs_of, record_id, record_inputs, socket_input, takes_back_items

FIELDS = {"id": {}, "shop": {}}
MESSAGE = {"id": "a", "shop": "b"}


class EventsTest(unittest.TestCase):
    def test_messages_of_queues_and_topics_and_records_of_streams_are_json(self):
        text = json.dumps(MESSAGE)
        records = [
            {"messageId": "1", "body": text},
            {"Sns": {"MessageId": "1", "Message": text}},
            {"kinesis": {"sequenceNumber": "1", "data": base64.b64encode(text.encode()).decode()}},
        ]
        for record in records:
            self.assertEqual(record_inputs(record, FIELDS), [MESSAGE])
            self.assertEqual(record_id(record), "1")
        self.assertTrue(takes_back_items(records[:1]))
        self.assertFalse(takes_back_items(records[2:]))

    def test_changes_of_a_table_are_the_item_and_what_was_done(self):
        item = {"id": {"S": "a"}, "count": {"N": "3"}, "tags": {"L": [{"S": "x"}, {"NULL": True}]}, "more": {"M": {"on": {"BOOL": True}}}}
        self.assertEqual(
            record_inputs({"eventName": "MODIFY", "dynamodb": {"NewImage": item}}, FIELDS),
            [{"id": "a", "count": 3, "tags": ["x", None], "more": {"on": True}, "change": "MODIFY"}],
        )
        self.assertEqual(
            record_inputs({"eventName": "REMOVE", "dynamodb": {"Keys": {"id": {"S": "a"}}}}, FIELDS),
            [{"id": "a", "change": "REMOVE"}],
        )

    def test_stored_objects_are_told_by_their_key_on_whatever_way(self):
        told = {"Records": [{"s3": {"bucket": {"name": "b"}, "object": {"key": "a+b%2Fc"}}}]}
        found = [{"id": "a b/c", "shop": "a b/c"}]
        self.assertEqual(record_inputs(told["Records"][0], FIELDS), found)
        self.assertEqual(record_inputs({"messageId": "1", "body": json.dumps(told)}, FIELDS), found)
        self.assertEqual(inputs_of({"bucket": {"name": "b"}, "object": {"key": "a+b"}}, FIELDS), [{"id": "a+b", "shop": "a+b"}])
        self.assertEqual(record_inputs({"messageId": "1", "body": '{"Event":"s3:TestEvent"}'}, FIELDS), [])

    def test_a_connection_stands_for_what_its_message_does_not_say(self):
        event = {"requestContext": {"connectionId": "L0="}}
        contract = {"fields": FIELDS, "max_bytes": 100}
        self.assertEqual(socket_input(event, contract)[0], {"id": "c-L0", "shop": "c-L0", "connectionId": "L0="})
        self.assertEqual(socket_input({**event, "body": '{"id":"x"}'}, contract)[0]["id"], "x")
        for body in ("{", "[]", "7", json.dumps("x" * 200)):
            self.assertEqual(len(socket_input({**event, "body": body}, contract)[1]), 1, body)


if __name__ == "__main__":
    unittest.main()
