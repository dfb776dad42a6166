// One line of JSON, which Cloud Logging reads with its severity and joins to the trace of the request.
export function log(severity, message, { headers }, details) {
  const [trace] = (headers['x-cloud-trace-context'] ?? '').split('/');
  const project = process.env.GOOGLE_CLOUD_PROJECT;
  const joined = trace !== '' && project !== undefined ? { 'logging.googleapis.com/trace': `projects/${project}/traces/${trace}` } : {};
  console.log(JSON.stringify({ severity, message, ...joined, ...details }));
}
