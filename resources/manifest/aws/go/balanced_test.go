package app

import (
	"reflect"
	"regexp"
	"testing"
)

func TestRequestOfALoadBalancerIsReadAsOneOfAnAPI(t *testing.T) {
	route := Routes[0]
	method := route.Method
	if method == "ANY" {
		method = "GET"
	}
	event := AsHTTPEvent(Object{
		"requestContext":        Object{"elb": Object{"targetGroupArn": "arn"}},
		"httpMethod":            method,
		"path":                  regexp.MustCompile(`\{[^}]*\}`).ReplaceAllString(route.Path, "a%20b"),
		"headers":               Object{},
		"queryStringParameters": Object{"q": "c%26d+e"},
		"body":                  "",
		"isBase64Encoded":       false,
	})
	if !isRequest(event) {
		t.Fatal("is no request of an API")
	}
	if at(event, "queryStringParameters", "q") != "c&d e" {
		t.Error("the query is not decoded")
	}
	parameters, _ := at(event, "pathParameters").(Object)
	for name, value := range parameters {
		if value != "a b" {
			t.Errorf("%s is %v", name, value)
		}
	}
	if len(parameters) != len(regexp.MustCompile(`\{`).FindAllString(route.Path, -1)) {
		t.Errorf("parameters are %v", parameters)
	}
}

func TestOtherEventsStayAsTheyAre(t *testing.T) {
	event := Object{"requestContext": Object{"http": Object{"method": "GET"}}}
	if !reflect.DeepEqual(AsHTTPEvent(event), event) {
		t.Error("the event has changed")
	}
}
