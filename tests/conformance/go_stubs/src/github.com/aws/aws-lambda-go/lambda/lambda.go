// Package lambda has the signatures of aws-lambda-go 1.54.0 that exported handlers use.
package lambda

func Start(handler interface{}) {}
