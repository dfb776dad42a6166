package app

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
)

// Events of the services that invoke a function: records of queues, topics, streams, tables and stores, and what comes over
// a WebSocket connection.

func recordsOf(event any) ([]any, bool) {
	records, ok := at(event, "Records").([]any)
	return records, ok
}

// takesBackItems tells whether single records can be handed back: those of a queue. Others fail together.
func takesBackItems(records []any) bool {
	for _, record := range records {
		if at(record, "messageId") == nil || at(record, "body") == nil {
			return false
		}
	}
	return true
}

func recordID(record any) string {
	for _, path := range [][]string{
		{"messageId"}, {"Sns", "MessageId"}, {"kinesis", "sequenceNumber"}, {"dynamodb", "SequenceNumber"},
		{"s3", "object", "sequencer"}, {"s3", "object", "key"},
	} {
		if id, ok := at(record, path...).(string); ok {
			return id
		}
	}
	return ""
}

// recordInputs is what a record hands on. A field that a stored object can't say is its key.
func recordInputs(record any) ([]any, error) {
	if message, ok := at(record, "Sns", "Message").(string); ok {
		return inputsOfText([]byte(message))
	}
	if data, ok := at(record, "kinesis", "data").(string); ok {
		text, err := base64.StdEncoding.DecodeString(data)
		if err != nil {
			return nil, err
		}
		return inputsOfText(text)
	}
	if at(record, "dynamodb") != nil {
		return []any{changeInput(record)}, nil
	}
	if key, ok := at(record, "s3", "object", "key").(string); ok {
		plain, err := url.QueryUnescape(key)
		if err != nil {
			return nil, err
		}
		return []any{keyInput(plain)}, nil
	}
	body, _ := at(record, "body").(string)
	return inputsOfText([]byte(body))
}

func inputsOfText(text []byte) ([]any, error) {
	value, err := ReadJSON(text)
	if err != nil {
		return nil, err
	}
	return inputsOf(value)
}

// inputsOf unwraps what a store tells through a queue, topic or bus; anything else is the input itself.
func inputsOf(value any) ([]any, error) {
	if records, ok := recordsOf(value); ok {
		var inputs []any
		for _, record := range records {
			more, err := recordInputs(record)
			if err != nil {
				return nil, err
			}
			inputs = append(inputs, more...)
		}
		return inputs, nil
	}
	if at(value, "Event") == "s3:TestEvent" {
		return nil, nil
	}
	if key, ok := at(value, "object", "key").(string); ok && at(value, "bucket", "name") != nil {
		return []any{keyInput(key)}, nil
	}
	return []any{value}, nil
}

func keyInput(key string) Object {
	input := Object{}
	for _, field := range InputContract.Fields {
		input[field.Name] = key
	}
	input["id"] = key
	return input
}

// changeInput is the item as it is now, or as it was before it was removed.
func changeInput(record any) Object {
	for _, image := range []string{"NewImage", "OldImage", "Keys"} {
		if item, ok := at(record, "dynamodb", image).(Object); ok {
			return With(plainObject(item), "change", at(record, "eventName"))
		}
	}
	return Object{"change": at(record, "eventName")}
}

func plainObject(attributes Object) Object {
	values := make(Object, len(attributes))
	for name, attribute := range attributes {
		values[name] = plain(attribute)
	}
	return values
}

func plain(attribute any) any {
	typed, _ := attribute.(Object)
	for kind, value := range typed { // of one
		list, _ := value.([]any)
		switch kind {
		case "N":
			return json.Number(fmt.Sprint(value))
		case "NS":
			numbers := make([]any, len(list))
			for i, number := range list {
				numbers[i] = json.Number(fmt.Sprint(number))
			}
			return numbers
		case "NULL":
			return nil
		case "L":
			items := make([]any, len(list))
			for i, item := range list {
				items[i] = plain(item)
			}
			return items
		case "M":
			object, _ := value.(Object)
			return plainObject(object)
		}
		return value
	}
	return nil
}

func isSocket(event any) bool { return at(event, "requestContext", "connectionId") != nil }

// takenFromSocket is what came over a connection, or what is wrong with it. A field that the message doesn't say is the
// connection, in letters that a key may have.
func takenFromSocket(event any) (Object, []string) {
	connection, _ := at(event, "requestContext", "connectionId").(string)
	text, _ := at(event, "body").(string)
	message, problems := bodyOf([]byte(text))
	if len(problems) > 0 {
		return nil, problems
	}
	input := Object{}
	for _, field := range InputContract.Fields {
		input[field.Name] = "c-" + strings.ReplaceAll(connection, "=", "")
	}
	input = merged(input, at(event, "queryStringParameters"), message, Object{"connectionId": connection})
	return input, InputContract.Problems(input)
}
