import pathlib
import time

_known = {}  # file -> (value, until)


def secret_value(file, max_age_s=300):
    """The text in the file of a mounted Secret. A rotated secret is seen after five minutes, or after the given time."""
    value, until = _known.get(file, (None, 0.0))
    if time.monotonic() < until:
        return value
    value = pathlib.Path(file).read_text(encoding="utf-8").strip()
    _known[file] = (value, time.monotonic() + max_age_s)
    return value
