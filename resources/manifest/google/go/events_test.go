package app

import (
	"encoding/base64"
	"net/http"
	"net/http/httptest"
	"reflect"
	"regexp"
	"strings"
	"testing"
)

func deliver(t *testing.T, target, body string, headers ...string) delivery {
	t.Helper()
	before := InputContract
	anything := regexp.MustCompile("(?s)^.*$")
	InputContract = Contract{100, []Field{{"id", anything}, {"shop", anything}}}
	defer func() { InputContract = before }()
	request := httptest.NewRequest(http.MethodPost, target, strings.NewReader(body))
	for i := 0; i+1 < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	return readDelivery(request)
}

func pushedText(data, subscription string) string {
	coded := base64.StdEncoding.EncodeToString([]byte(data))
	return `{"message":{"messageId":"1","data":"` + coded + `"},"subscription":"` + subscription + `"}`
}

func expectDelivery(t *testing.T, found, wanted delivery) {
	t.Helper()
	if !reflect.DeepEqual(found, wanted) {
		t.Errorf("found %v, not %v", found, wanted)
	}
}

func TestAPushedMessageIsJSON(t *testing.T) {
	expectDelivery(t, deliver(t, "/", pushedText(`{"id":"a"}`, "projects/p/subscriptions/work")),
		delivery{kind: "message", id: "1", inputs: []any{Object{"id": "a"}}})
	if found := deliver(t, "/", pushedText("{", "s")); len(found.problems) != 1 {
		t.Errorf("found %v", found)
	}
	if !deliver(t, "/", pushedText("{}", "projects/p/subscriptions/later.starts")).started {
		t.Error("a start is not told apart")
	}
}

func TestAStoredObjectIsToldByItsName(t *testing.T) {
	body := `{"message":{"attributes":{"bucketId":"b","objectId":"a/b c"}},"subscription":"s"}`
	expectDelivery(t, deliver(t, "/", body),
		delivery{kind: "message", inputs: []any{Object{"id": "a/b c", "shop": "a/b c"}}})
}

func TestAChangeOfADocumentIsToldByItsKeyAndAnotherEventIsItsData(t *testing.T) {
	kind := "google.cloud.firestore.document.v1.written"
	expectDelivery(t, deliver(t, "/", "\b", "ce-id", "1", "ce-type", kind, "ce-document", "items/a"),
		delivery{kind: "event", id: "1", inputs: []any{Object{"id": "a", "shop": "a", "change": "written"}}})
	expectDelivery(t, deliver(t, "/", `{"id":"a"}`, "ce-id", "1", "ce-type", "virga.message"),
		delivery{kind: "event", id: "1", inputs: []any{Object{"id": "a"}}})
}

func TestARequestIsItsQueryAndItsBody(t *testing.T) {
	expectDelivery(t, deliver(t, "/?id=q&shop=s", ""),
		delivery{kind: "request", inputs: []any{Object{"id": "q", "shop": "s"}}})
	expectDelivery(t, deliver(t, "/?id=q&shop=s", `{"id":"b"}`),
		delivery{kind: "request", inputs: []any{Object{"id": "b", "shop": "s"}}})
	for _, body := range []string{"{", "[]", "7", "null", `"` + strings.Repeat("x", 200) + `"`} {
		if found := deliver(t, "/", body); len(found.problems) != 1 {
			t.Errorf("%s gave %v", body, found)
		}
	}
}
