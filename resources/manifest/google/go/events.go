package app

import (
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// (Cloud Run functions, "Quotas": an event or a request has at most 32 MB.)
const maxDeliveryBytes = 32 << 20

// delivery is what comes over HTTP: a request, a message that Pub/Sub pushes or an event of Eventarc.
type delivery struct {
	kind, id string
	started  bool // nobody waits and nothing is to be tried again
	inputs   []any
	problems []string
}

func refused(kind, problem string, values ...any) delivery {
	return delivery{kind: kind, problems: []string{fmt.Sprintf(problem, values...)}}
}

func readDelivery(request *http.Request) delivery {
	raw, err := io.ReadAll(io.LimitReader(request.Body, maxDeliveryBytes))
	if err != nil {
		return refused("request", "body: not to be read")
	}
	if kind, id := request.Header.Get("ce-type"), request.Header.Get("ce-id"); kind != "" && id != "" {
		read := readEvent(kind, request.Header.Get("ce-document"), raw)
		read.id = id
		return read
	}
	if len(raw) > 2*InputContract.MaxBytes+4096 { // base64 and what is around it
		return refused("request", "body: at most %d bytes are taken", InputContract.MaxBytes)
	}
	var body any
	if len(raw) > 0 {
		if body, err = ReadJSON(raw); err != nil {
			return refused("request", "body: not JSON")
		}
	}
	subscription, pushed := at(body, "subscription").(string)
	if message, ok := at(body, "message").(Object); ok && pushed {
		read := readMessage(message)
		read.id = Text(message, "messageId")
		read.started = strings.HasSuffix(subscription, ".starts")
		return read
	}
	return readRequest(request, raw, body)
}

// readRequest takes query and body as one input; of the same name the body's wins. The gateway hands on path parameters in the
// query.
func readRequest(request *http.Request, raw []byte, body any) delivery {
	if len(raw) > InputContract.MaxBytes {
		return refused("request", "body: at most %d bytes are taken", InputContract.MaxBytes)
	}
	fields, ok := body.(Object)
	if len(raw) > 0 && !ok {
		return refused("request", "body: must be a JSON object")
	}
	input := Object{}
	for name, values := range request.URL.Query() {
		input[name] = values[0]
	}
	for name, value := range fields {
		input[name] = value
	}
	return delivery{kind: "request", inputs: []any{input}}
}

// readMessage takes a message's data, which is JSON. What a bucket tells names an object, which stands for the fields that it
// can't say.
func readMessage(message Object) delivery {
	key, stored := at(message, "attributes", "objectId").(string)
	if stored && at(message, "attributes", "bucketId") != nil {
		return delivery{kind: "message", inputs: []any{keyInput(key)}}
	}
	data, err := base64.StdEncoding.DecodeString(Text(message, "data"))
	if err != nil {
		return refused("message", "message: not JSON")
	}
	value, err := ReadJSON(data)
	if err != nil {
		return refused("message", "message: not JSON")
	}
	return delivery{kind: "message", inputs: []any{value}}
}

// readEvent takes a change of Firestore by the document's name; other events are their data.
func readEvent(kind, document string, raw []byte) delivery {
	if strings.HasPrefix(kind, "google.cloud.firestore.document.") {
		input := keyInput(document[strings.LastIndex(document, "/")+1:])
		input["change"] = kind[strings.LastIndex(kind, ".")+1:]
		return delivery{kind: "event", inputs: []any{input}}
	}
	value, err := ReadJSON(raw)
	if err != nil {
		return refused("event", "event: not JSON")
	}
	return delivery{kind: "event", inputs: []any{value}}
}

func keyInput(key string) Object {
	input := Object{}
	for _, field := range InputContract.Fields {
		input[field.Name] = key
	}
	input["id"] = key
	return input
}
