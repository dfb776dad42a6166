package app

import (
	"context"
	"encoding/base64"
	"fmt"
)

// Events of an HTTP API (payload format 2.0).
func isRequest(event any) bool { return at(event, "requestContext", "http") != nil }

func requestID(event any) any { return at(event, "requestContext", "requestId") }

// takenFromRequest is query, body and path parameters as one input, or what is wrong with them. Of the same name the path's
// wins, then the body's.
func takenFromRequest(event any) (Object, []string) {
	text, _ := at(event, "body").(string)
	raw := []byte(text)
	if coded, _ := at(event, "isBase64Encoded").(bool); coded {
		plain, err := base64.StdEncoding.DecodeString(text)
		if err != nil {
			return nil, []string{"body: not base64"}
		}
		raw = plain
	}
	body, problems := bodyOf(raw)
	if len(problems) > 0 {
		return nil, problems
	}
	input := merged(at(event, "queryStringParameters"), body, at(event, "pathParameters"))
	return input, InputContract.Problems(input)
}

// bodyOf is the object that a body holds, empty without one.
func bodyOf(raw []byte) (Object, []string) {
	if len(raw) > InputContract.MaxBytes {
		return nil, []string{fmt.Sprintf("body: at most %d bytes are taken", InputContract.MaxBytes)}
	}
	if len(raw) == 0 {
		return Object{}, nil
	}
	value, err := ReadJSON(raw)
	if err != nil {
		return nil, []string{"body: not JSON"}
	}
	body, ok := value.(Object)
	if !ok {
		return nil, []string{"body: must be a JSON object"}
	}
	return body, nil
}

// merged is one object of several; of the same name the last one's wins.
func merged(objects ...any) Object {
	all := Object{}
	for _, object := range objects {
		fields, _ := object.(Object)
		for name, value := range fields {
			all[name] = value
		}
	}
	return all
}

func response(status int, body Object) (any, error) {
	text, err := WriteJSON(body)
	if err != nil {
		return nil, err
	}
	headers := Object{"content-type": "application/json"}
	return Object{"statusCode": status, "headers": headers, "body": string(text)}, nil
}

func refusal(ctx context.Context, event any, problems []string) (any, error) {
	warn(ctx, "request refused", "requestId", requestID(event), "problems", problems)
	return response(400, Object{"error": "invalid input", "problems": problems})
}

// successStatus is 201 for what was posted, 404 for a read that found nothing, else 200.
func successStatus(method string, found Object) int {
	if method == "POST" {
		return 201
	}
	if method != "GET" || len(found) == 0 {
		return 200
	}
	for _, value := range found {
		if value != nil {
			return 200
		}
	}
	return 404
}
