import unittest

from http_input import path_parameters, request_input, success_status

ROUTES = [("GET", "/orders/{id}"), ("GET", "/orders"), ("ANY", "/files/{path+}")]


class HttpInputTest(unittest.TestCase):
    def test_path_parameters_are_those_of_the_route_that_fits(self):
        self.assertEqual(path_parameters("GET", "/orders/a%20b", ROUTES), {"id": "a b"})
        self.assertEqual(path_parameters("GET", "/orders", ROUTES), {})
        self.assertEqual(path_parameters("GET", "/orders/", ROUTES), {})
        self.assertEqual(path_parameters("POST", "/orders/7", ROUTES), {})
        self.assertEqual(path_parameters("PUT", "/files/a/b", ROUTES), {"path": "a/b"})

    def test_what_is_no_json_object_is_refused(self):
        for raw in (b"{", b"[]", b"null", b'"text"', b"x" * 101):
            self.assertEqual(len(request_input("POST", "/", {}, raw, 100)[1]), 1, raw)

    def test_the_body_goes_before_the_query(self):
        self.assertEqual(request_input("POST", "/", {"a": "1", "b": "1"}, b'{"b":"2"}', 100)[0], {"a": "1", "b": "2"})

    def test_the_status_says_what_happened(self):
        self.assertEqual(success_status("POST", {}), 201)
        self.assertEqual(success_status("GET", {"thing": None}), 404)
        self.assertEqual(success_status("GET", {"thing": 1}), 200)
        self.assertEqual(success_status("DELETE", {}), 200)


if __name__ == "__main__":
    unittest.main()
