package app

import "net/url"

// AsHTTPEvent reads requests of a load balancer, which shares a route out among several, as those of an HTTP API
// (Elastic Load Balancing, "Use Lambda functions as targets of an Application Load Balancer").
func AsHTTPEvent(event any) any {
	if at(event, "requestContext", "elb") == nil {
		return event
	}
	method, _ := at(event, "httpMethod").(string)
	path, _ := at(event, "path").(string)
	context := Object{
		"http":      Object{"method": method, "path": path},
		"requestId": at(event, "headers", "x-amzn-trace-id"),
	}
	query := Object{}
	given, _ := at(event, "queryStringParameters").(Object)
	for name, value := range given {
		query[unescaped(name)] = unescaped(value)
	}
	request := With(event.(Object), "requestContext", context)
	request["queryStringParameters"] = query
	request["pathParameters"] = pathParameters(method, path, Routes)
	return request
}

// A load balancer hands them on as they came.
func unescaped(value any) string {
	text, _ := value.(string)
	if plain, err := url.QueryUnescape(text); err == nil {
		return plain
	}
	return text
}
