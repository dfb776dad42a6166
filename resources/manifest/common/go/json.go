package app

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// Object is an object of JSON. Numbers in it are of the type json.Number, which loses no digits.
type Object = map[string]any

var errNotJSON = errors.New("not JSON")

// ReadJSON fails where the text is not one value of JSON.
func ReadJSON(text []byte) (any, error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil {
		return nil, errNotJSON
	}
	if _, err := decoder.Token(); err != io.EOF {
		return nil, errNotJSON
	}
	return value, nil
}

func WriteJSON(value any) ([]byte, error) {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return nil, fmt.Errorf("not to be said in JSON: %w", err)
	}
	return bytes.TrimSuffix(text.Bytes(), []byte("\n")), nil
}

// Text is a field as a text; empty where there is none.
func Text(input Object, name string) string {
	value, found := input[name]
	if !found || value == nil {
		return ""
	}
	return fmt.Sprint(value)
}

// With is the object and one field more, or another value of it.
func With(input Object, name string, value any) Object {
	all := make(Object, len(input)+1)
	for key, old := range input {
		all[key] = old
	}
	all[name] = value
	return all
}

// at is what lies below an object, or nil.
func at(from any, path ...string) any {
	for _, name := range path {
		object, ok := from.(Object)
		if !ok {
			return nil
		}
		from = object[name]
	}
	return from
}
