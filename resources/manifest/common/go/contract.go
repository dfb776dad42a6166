package app

import (
	"fmt"
	"regexp"
	"strings"
)

// Contract is what an input must keep: its size in JSON and its required fields, which are texts.
type Contract struct {
	MaxBytes int
	Fields   []Field
}

type Field struct {
	Name    string
	Pattern *regexp.Regexp
}

// Problems is what is wrong with an input, one sentence each; nothing if it keeps the contract.
func (c Contract) Problems(value any) []string {
	input, ok := value.(Object)
	if !ok || input == nil {
		return []string{"input: must be a JSON object"}
	}
	if text, err := WriteJSON(input); err != nil || len(text) > c.MaxBytes {
		return []string{fmt.Sprintf("input: at most %d bytes are taken", c.MaxBytes)}
	}
	var problems []string
	for _, field := range c.Fields {
		found := input[field.Name]
		if found == nil {
			problems = append(problems, field.Name+": missing")
		} else if text, ok := found.(string); !ok {
			problems = append(problems, field.Name+": must be a text")
		} else if !field.Pattern.MatchString(text) {
			problems = append(problems, field.Name+": must match "+field.Pattern.String())
		}
	}
	return problems
}

// InvalidInput is an input that breaks the contract: to try again is of no use.
type InvalidInput struct {
	Problems []string
}

func (e *InvalidInput) Error() string { return "invalid input: " + strings.Join(e.Problems, "; ") }

// checked is the value as an input that keeps the contract.
func checked(value any) (Object, error) {
	if problems := InputContract.Problems(value); len(problems) > 0 {
		return nil, &InvalidInput{problems}
	}
	return value.(Object), nil
}

// withKeys is what was found, behind the fields that the input had to have.
func withKeys(input, found Object) Object {
	answer := make(Object, len(found)+len(InputContract.Fields))
	for _, field := range InputContract.Fields {
		answer[field.Name] = input[field.Name]
	}
	for name, value := range found {
		answer[name] = value
	}
	return answer
}
