// Requests of a load balancer, which shares a route out among several, as those of an HTTP API
// (Elastic Load Balancing, "Use Lambda functions as targets of an Application Load Balancer").
import { pathParameters } from './http_input.mjs';
import { routes } from './routes.mjs';

/** @param {any} event */
export function asHttpEvent(event) {
  if (event?.requestContext?.elb === undefined) return event;
  const { httpMethod: method, path, headers } = event;
  const requestContext = { http: { method, path }, requestId: headers?.['x-amzn-trace-id'] };
  return { ...event, requestContext, queryStringParameters: decoded(event.queryStringParameters), pathParameters: pathParameters(method, path, routes) };
}

// A load balancer hands them on as they came.
function decoded(parameters) {
  return Object.fromEntries(Object.entries(parameters ?? {}).map((pair) => pair.map(plain)));
}

function plain(text) {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
