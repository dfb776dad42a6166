"""Works out the arithmetic of worked bills apart from the program: work_out.py FILE...

Each row's `arithmetic` (numbers, k, M and B for thousand, million and billion, + - x / and brackets) must come to its
`total`. Names the rows that don't, and fails.
"""

import csv
import re
import sys
from decimal import Decimal, getcontext

getcontext().prec = 60
SUFFIX = {"k": 10**3, "M": 10**6, "B": 10**9}
TOKEN = re.compile(r"\s*(?:(\d[\d,]*(?:\.\d+)?)([kMB]?)|([-+x/()]))")


def tokens(text):
    at = 0
    while at < len(text.rstrip()):
        match = TOKEN.match(text, at)
        if not match:
            raise ValueError(f"'{text[at:]}' isn't arithmetic")
        at = match.end()
        number, suffix, sign = match.groups()
        yield sign or Decimal(number.replace(",", "")) * SUFFIX.get(suffix, 1)


def value(text):
    rest = list(tokens(text))

    def factor():
        token = rest.pop(0)
        if token == "(":
            inner = total()
            if rest.pop(0) != ")":
                raise ValueError("a bracket isn't closed")
            return inner
        if not isinstance(token, Decimal):
            raise ValueError(f"a number is expected, not '{token}'")
        return token

    def product():
        result = factor()
        while rest and rest[0] in ("x", "/"):
            result = result * factor() if rest.pop(0) == "x" else result / factor()
        return result

    def total():
        result = product()
        while rest and rest[0] in ("+", "-"):
            result = result + product() if rest.pop(0) == "+" else result - product()
        return result

    result = total()
    if rest:
        raise ValueError(f"'{rest[0]}' is left over")
    return result


def main(files):
    wrong = checked = 0
    for name in files:
        with open(name, encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                checked += 1
                worked = value(row["arithmetic"])
                if abs(worked - Decimal(row["total"])) > Decimal("1e-9"):
                    wrong += 1
                    print(f"{name}: {row['case']}: {row['arithmetic']} = {worked}, not {row['total']}")
    print(f"{checked} bills worked out, {wrong} wrong")
    return 1 if wrong or checked < 60 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
