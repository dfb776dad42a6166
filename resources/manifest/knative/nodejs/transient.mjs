// Whether a failed call may be tried again: not after a fault of the caller, by what the driver, remote.mjs or events.mjs says
// of it.
export function isTransient(error) {
  if (error.retryable !== undefined) return error.retryable;
  if (error.$fault !== undefined) return error.$fault !== 'client' || error.$retryable !== undefined;
  // Classes of SQL state that are the caller's: data, constraints, syntax and access.
  if (typeof error.code === 'string' && /^(22|23|28|42)/.test(error.code)) return false;
  return error.code !== 11000; // MongoDB's duplicate key
}
