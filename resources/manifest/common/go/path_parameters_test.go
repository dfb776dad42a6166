package app

import (
	"reflect"
	"testing"
)

func TestPathParametersAreThoseOfTheRouteThatFits(t *testing.T) {
	routes := []Route{{"GET", "/orders/{id}"}, {"GET", "/orders"}, {"ANY", "/files/{path+}"}}
	for _, sample := range []struct {
		method, path string
		expected     Object
	}{
		{"GET", "/orders/a%20b", Object{"id": "a b"}},
		{"GET", "/orders", Object{}},
		{"GET", "/orders/", Object{}},
		{"POST", "/orders/7", Object{}},
		{"PUT", "/files/a/b", Object{"path": "a/b"}},
	} {
		if found := pathParameters(sample.method, sample.path, routes); !reflect.DeepEqual(found, sample.expected) {
			t.Errorf("%s %s has %v", sample.method, sample.path, found)
		}
	}
}
