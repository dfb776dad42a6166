import base64
import http.server
import json
import threading
import unittest

from events import DeliveryError, event_inputs, is_event, publish


class EventsTest(unittest.TestCase):
    def test_events_are_told_from_requests(self):
        self.assertFalse(is_event({"content-type": "application/json"}))
        self.assertTrue(is_event({"ce-id": "1"}))
        self.assertTrue(is_event({"content-type": "application/cloudevents+json; charset=utf-8"}))

    def test_both_modes_hand_on_the_data(self):
        self.assertEqual(event_inputs({"ce-id": "1", "ce-type": "message"}, b'{"id":"a"}', {}), [{"id": "a"}])
        headers = {"content-type": "application/cloudevents+json"}
        self.assertEqual(event_inputs(headers, json.dumps({"type": "message", "data": {"id": "a"}}).encode(), {}), [{"id": "a"}])
        coded = base64.b64encode(b'{"id":"a"}').decode()
        self.assertEqual(event_inputs(headers, json.dumps({"type": "m", "data_base64": coded}).encode(), {}), [{"id": "a"}])

    def test_a_stored_object_is_handed_on_as_its_key(self):
        self.assertEqual(event_inputs({"ce-type": "object.written", "ce-subject": "k"}, b"", {"name": {}}), [{"name": "k", "id": "k"}])

    def test_a_published_event_arrives_and_a_refusal_is_an_error(self):
        seen = []

        class Sink(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                raw = self.rfile.read(int(self.headers["Content-Length"]))
                seen.append(({name.lower(): value for name, value in self.headers.items()}, raw))
                self.send_response(202 if len(seen) == 1 else 503)
                self.end_headers()

            def log_message(self, *_):
                pass

        with http.server.HTTPServer(("127.0.0.1", 0), Sink) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            url = f"http://127.0.0.1:{server.server_port}/space/name"
            publish(url, "me", {"id": "a"}, key="k")
            self.assertEqual(event_inputs(*seen[0], {}), [{"id": "a"}])
            self.assertEqual(seen[0][0]["ce-partitionkey"], "k")
            with self.assertRaises(DeliveryError) as caught:
                publish(url, "me", {})
            self.assertTrue(caught.exception.retryable)
            server.shutdown()


if __name__ == "__main__":
    unittest.main()
