// The platform measures the load itself.
export function tellLoad() {
  return undefined;
}
