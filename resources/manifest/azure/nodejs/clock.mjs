// Whether a time of a cron expression has come in a time zone: timers on Flex Consumption know UTC alone.

const days = { Sun: 0, Mon: 1, Tue: 2, Wed: 3, Thu: 4, Fri: 5, Sat: 6 };

// The expression has five fields of numbers, ranges and lists.
export function isDue(now, cron, timeZone) {
  const { minute, hour, day, month, weekday } = localTime(now, timeZone);
  const [minutes, hours, daysOfMonth, months, daysOfWeek] = cron.split(' ');
  if (!fits(minutes, minute) || !fits(hours, hour) || !fits(months, month)) return false;
  const byMonth = fits(daysOfMonth, day);
  const byWeek = fits(daysOfWeek, weekday) || (weekday === 0 && fits(daysOfWeek, 7));
  // Where both days are restricted, either one suffices.
  return daysOfMonth.startsWith('*') || daysOfWeek.startsWith('*') ? byMonth && byWeek : byMonth || byWeek;
}

function localTime(now, timeZone) {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone, hourCycle: 'h23', weekday: 'short', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric',
  });
  const { weekday, month, day, hour, minute } = Object.fromEntries(format.formatToParts(now).map(({ type, value }) => [type, value]));
  return { minute: Number(minute), hour: Number(hour), day: Number(day), month: Number(month), weekday: days[weekday] };
}

function fits(field, value) {
  return field.split(',').some((part) => {
    const [range, step = '1'] = part.split('/');
    if (range === '*') return value % Number(step) === 0;
    const [from, to = from] = range.split('-').map(Number);
    return value >= from && value <= to && (value - from) % Number(step) === 0;
  });
}
