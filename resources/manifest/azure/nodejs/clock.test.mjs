import assert from 'node:assert/strict';
import { test } from 'node:test';

import { isDue } from '../clock.mjs';

const at = (text) => new Date(text);

test('the time comes by the clock of the zone, in summer and winter', () => {
  assert.equal(isDue(at('2026-01-05T01:30:00Z'), '30 2 * * *', 'Europe/Berlin'), true);
  assert.equal(isDue(at('2026-01-05T02:30:00Z'), '30 2 * * *', 'Europe/Berlin'), false);
  assert.equal(isDue(at('2026-07-05T00:30:00Z'), '30 2 * * *', 'Europe/Berlin'), true);
  assert.equal(isDue(at('2026-07-05T01:30:00Z'), '30 2 * * *', 'Europe/Berlin'), false);
  assert.equal(isDue(at('2026-01-05T20:45:00Z'), '30 2 * * *', 'Asia/Kathmandu'), true);
});

test('days are those of the zone', () => {
  assert.equal(isDue(at('2026-01-04T23:00:00Z'), '0 0 * * 1-5', 'Europe/Berlin'), true); // Monday there
  assert.equal(isDue(at('2026-01-02T23:00:00Z'), '0 0 * * 1-5', 'Europe/Berlin'), false); // Saturday there
  assert.equal(isDue(at('2026-01-01T00:00:00Z'), '0 0 1 * 0', 'UTC'), true); // either day suffices
  assert.equal(isDue(at('2026-01-04T00:00:00Z'), '0 0 1 * 0', 'UTC'), true);
  assert.equal(isDue(at('2026-01-05T00:00:00Z'), '0 0 1 * 0', 'UTC'), false);
});

test('midnight is hour 0', () => {
  assert.equal(isDue(at('2026-01-05T00:05:00Z'), '5 0 * 1,3 *', 'UTC'), true);
});
