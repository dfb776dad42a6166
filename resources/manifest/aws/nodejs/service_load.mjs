// Each minute the load goes into the log in the embedded metric format, of which CloudWatch makes the metric that the service
// scales by (Amazon CloudWatch User Guide, "Specification: Embedded metric format").
const minute = 60_000;

export function tellLoad(service, { LOAD_NAMESPACE, LOAD_SERVICE } = process.env, tell = console.info) {
  if (LOAD_NAMESPACE === undefined) return undefined; // the number of tasks is fixed
  return setInterval(() => tell(JSON.stringify(loadMetric(service.load(), LOAD_NAMESPACE, LOAD_SERVICE, Date.now()))), minute);
}

export function loadMetric(load, namespace, name, timestamp) {
  return {
    _aws: {
      Timestamp: timestamp,
      CloudWatchMetrics: [{ Namespace: namespace, Dimensions: [['Service']], Metrics: [{ Name: 'Load', Unit: 'Percent' }] }],
    },
    Service: name,
    Load: load * 100,
  };
}
