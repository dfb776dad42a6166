package app

import (
	"encoding/base64"
	"reflect"
	"regexp"
	"strings"
	"testing"
)

const sampleText = `{"id":"a","shop":"b"}`

// underContract has the tests run with a contract of their own.
func underContract(t *testing.T) {
	before := InputContract
	anything := regexp.MustCompile("(?s)^.*$")
	InputContract = Contract{100, []Field{{"id", anything}, {"shop", anything}}}
	t.Cleanup(func() { InputContract = before })
}

func read(t *testing.T, text string) any {
	t.Helper()
	value, err := ReadJSON([]byte(text))
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return value
}

func expectInputs(t *testing.T, record any, expected ...string) {
	t.Helper()
	inputs, err := recordInputs(record)
	if err != nil {
		t.Fatal(err)
	}
	var wanted []any
	for _, text := range expected {
		wanted = append(wanted, read(t, text))
	}
	if !reflect.DeepEqual(inputs, wanted) {
		t.Errorf("inputs are %v, not %v", inputs, wanted)
	}
}

func TestMessagesOfQueuesAndTopicsAndRecordsOfStreamsAreJSON(t *testing.T) {
	data := base64.StdEncoding.EncodeToString([]byte(sampleText))
	records := []any{
		Object{"messageId": "1", "body": sampleText},
		Object{"Sns": Object{"MessageId": "1", "Message": sampleText}},
		Object{"kinesis": Object{"sequenceNumber": "1", "data": data}},
	}
	for _, record := range records {
		expectInputs(t, record, sampleText)
		if recordID(record) != "1" {
			t.Errorf("the id of %v is %s", record, recordID(record))
		}
	}
	if !takesBackItems(records[:1]) || takesBackItems(records[2:]) {
		t.Error("items of queues alone are taken back")
	}
}

func TestChangesOfATableAreTheItemAndWhatWasDone(t *testing.T) {
	item := `{"id":{"S":"a"},"count":{"N":"3"},"tags":{"L":[{"S":"x"},{"NULL":true}]},"more":{"M":{"on":{"BOOL":true}}}}`
	expectInputs(t, read(t, `{"eventName":"MODIFY","dynamodb":{"NewImage":`+item+`}}`),
		`{"id":"a","count":3,"tags":["x",null],"more":{"on":true},"change":"MODIFY"}`)
	expectInputs(t, read(t, `{"eventName":"REMOVE","dynamodb":{"Keys":{"id":{"S":"a"}}}}`), `{"id":"a","change":"REMOVE"}`)
}

func TestStoredObjectsAreToldByTheirKeyOnWhateverWay(t *testing.T) {
	underContract(t)
	told := `{"Records":[{"s3":{"bucket":{"name":"b"},"object":{"key":"a+b%2Fc"}}}]}`
	found := `{"id":"a b/c","shop":"a b/c"}`
	expectInputs(t, Object{"messageId": "1", "body": told}, found)
	inputs, err := inputsOf(read(t, told))
	if err != nil || !reflect.DeepEqual(inputs, []any{read(t, found)}) {
		t.Errorf("inputs are %v, %v", inputs, err)
	}
	expectInputs(t, Object{"messageId": "1", "body": `{"bucket":{"name":"b"},"object":{"key":"a+b"}}`},
		`{"id":"a+b","shop":"a+b"}`)
	expectInputs(t, Object{"messageId": "1", "body": `{"Event":"s3:TestEvent"}`})
}

func TestWhatIsNoJSONIsAnError(t *testing.T) {
	for _, record := range []any{
		Object{"messageId": "1", "body": "{"}, Object{"kinesis": Object{"data": "?"}}, Object{}, "text",
	} {
		if inputs, err := recordInputs(record); err == nil {
			t.Errorf("%v hands on %v", record, inputs)
		}
	}
}

func TestAConnectionStandsForWhatItsMessageDoesNotSay(t *testing.T) {
	underContract(t)
	event := read(t, `{"requestContext":{"connectionId":"L0="}}`).(Object)
	expect := func(wanted Object) {
		t.Helper()
		if input, problems := takenFromSocket(event); len(problems) > 0 || !reflect.DeepEqual(input, wanted) {
			t.Errorf("the input is %v, %v", input, problems)
		}
	}
	expect(Object{"id": "c-L0", "shop": "c-L0", "connectionId": "L0="})
	event["body"] = `{"id":"x"}`
	expect(Object{"id": "x", "shop": "c-L0", "connectionId": "L0="})
	for _, body := range []string{"{", "[]", "7", `"` + strings.Repeat("x", 200) + `"`} {
		event["body"] = body
		if _, problems := takenFromSocket(event); len(problems) != 1 {
			t.Errorf("%s has %d problems", body, len(problems))
		}
	}
}
