"""Whether a time of a cron expression has come in a time zone: timers on Flex Consumption know UTC alone."""

from zoneinfo import ZoneInfo


def is_due(now, cron, time_zone):
    """The expression has five fields of numbers, ranges and lists."""
    local = now.astimezone(ZoneInfo(time_zone))
    weekday = local.isoweekday() % 7
    minutes, hours, days_of_month, months, days_of_week = cron.split(" ")
    if not (_fits(minutes, local.minute) and _fits(hours, local.hour) and _fits(months, local.month)):
        return False
    by_month = _fits(days_of_month, local.day)
    by_week = _fits(days_of_week, weekday) or (weekday == 0 and _fits(days_of_week, 7))
    # Where both days are restricted, either one suffices.
    if days_of_month.startswith("*") or days_of_week.startswith("*"):
        return by_month and by_week
    return by_month or by_week


def _fits(field, value):
    for part in field.split(","):
        reach, _, step = part.partition("/")
        if reach == "*":
            if value % int(step or 1) == 0:
                return True
            continue
        first, _, last = reach.partition("-")
        if int(first) <= value <= int(last or first) and (value - int(first)) % int(step or 1) == 0:
            return True
    return False
