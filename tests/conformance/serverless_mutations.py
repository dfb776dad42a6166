"""Breaks exported services, and counts how many of the defects osls, cfn-lint or the comparison with SAM find."""

import concurrent.futures
import shutil

import serverless_facts

INTAKE, EVENT = "order-intake", "every-event-python"

# name → (design, what stands in the service, what stands there instead)
MUTATIONS = {
    "unknown property of a function": (INTAKE, "    memorySize: 512\n", "    memorySizes: 512\n"),
    "runtime that isn't there": (INTAKE, "    runtime: nodejs22.x\n", "    runtime: nodejs23.x\n"),
    "timeout of another function": (INTAKE, "    timeout: 10\n", "    timeout: 30\n"),
    "role of another function": (INTAKE, "    role: CheckoutRole\n", "    role: MailerRole\n"),
    "batch that is too large": (INTAKE, "          batchSize: 10\n", "          batchSize: 20000\n"),
    "reference to nothing": (INTAKE, "ORDERS_TABLE: !Ref Orders\n", "ORDERS_TABLE: !Ref Order\n"),
    "route without its authorizer": (INTAKE, "          authorizer:\n            name: Users\n", ""),
    "throttle left out": (INTAKE, "          ThrottlingRateLimit: 1000\n", ""),
    "bad schedule": (EVENT, "cron(30 2 ? * 2-6 *)", "cron(30 25 ? * 2-6 *)"),
    "stream from its end on": (EVENT, "startingPosition: TRIM_HORIZON", "startingPosition: LATEST"),
}


def changed(folder, old, new):
    path = folder / "serverless.yml"
    text = path.read_text()
    if old not in text:
        return False
    path.write_text(text.replace(old, new, 1))
    return True


def finder(framework, folder, theirs, lint_errors):
    compiled, _ = framework.package(folder)
    if compiled is None:
        return "osls"
    if lint_errors(folder):
        return "cfn-lint"
    try:
        return "the comparison with SAM" if serverless_facts.differences(compiled, theirs) else None
    except (KeyError, IndexError, TypeError, AttributeError):  # what is compared isn't there any more
        return "the comparison with SAM"


def check_mutations(framework, services, theirs, lint_errors, check):
    def break_it(case):
        number, (name, (design, old, new)) = case
        folder = services.parent / "broken" / f"mutant-{number}"
        shutil.copytree(services / design, folder, ignore=shutil.ignore_patterns(".serverless"))
        if not changed(folder, old, new):
            return name, None, False
        return name, finder(framework, folder, theirs[design], lint_errors), True

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for name, by, there in pool.map(break_it, enumerate(MUTATIONS.items())):
            check(there and by is not None, f"{name} is found" + (f" by {by}" if by else "" if there else ": nothing to break"))
