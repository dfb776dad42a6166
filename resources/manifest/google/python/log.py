import os

from json_text import to_json


def log(severity, message, request, **details):
    """One line of JSON, which Cloud Logging reads with its severity and joins to the trace of the request."""
    trace = request.headers.get("x-cloud-trace-context", "").split("/")[0]
    project = os.environ.get("GOOGLE_CLOUD_PROJECT")
    joined = {"logging.googleapis.com/trace": f"projects/{project}/traces/{trace}"} if trace and project else {}
    print(to_json({"severity": severity, "message": message, **joined, **details}), flush=True)
