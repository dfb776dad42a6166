// Package functions has the signatures of functions-framework-go 1.9.2 that exported handlers use.
package functions

import "net/http"

func HTTP(name string, fn func(http.ResponseWriter, *http.Request)) {}
