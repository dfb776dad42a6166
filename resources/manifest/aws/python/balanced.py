"""Requests of a load balancer, which shares a route out among several, as those of an HTTP API
(Elastic Load Balancing, "Use Lambda functions as targets of an Application Load Balancer").
"""

import urllib.parse

from http_input import path_parameters
from routes import ROUTES


def as_http_event(event):
    context = event.get("requestContext") if isinstance(event, dict) else None
    if "elb" not in (context or {}):
        return event
    method, path = event["httpMethod"], event["path"]
    request = {"http": {"method": method, "path": path}, "requestId": (event.get("headers") or {}).get("x-amzn-trace-id")}
    # A load balancer hands these on as they came.
    query = {
        urllib.parse.unquote_plus(name): urllib.parse.unquote_plus(value)
        for name, value in (event.get("queryStringParameters") or {}).items()
    }
    parameters = path_parameters(method, path, ROUTES)
    return {**event, "requestContext": request, "queryStringParameters": query, "pathParameters": parameters}
