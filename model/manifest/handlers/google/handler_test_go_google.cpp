#include <fmt/format.h>

#include "model/manifest/handlers/go_text.h"
#include "model/manifest/handlers/google/google_handlers.h"
#include "model/manifest/handlers/handlers.h"

namespace virga::model {

namespace {

void function(CodeText& out, const std::string& head, const std::vector<std::string>& lines) {
  out.blank();
  out.raw("func " + head + " {");
  for (const auto& line : lines) out.raw(" " + line);
  out.raw("}");
}

void testCase(CodeText& out, const std::string& name, const std::vector<std::string>& lines) {
  function(out, "Test" + name + "(t *testing.T)", lines);
}

}  // namespace

std::string googleGoTest(const FunctionPlan& plan) {
  CodeText out(1);
  out.line("const validInput = {}", pythonLiteral(sampleInput(plan)));
  out.blank();
  out.raw("var errOfTest = errors.New(\"down\")");
  function(out, "input(t *testing.T) Object",
           {"t.Helper()", "value, err := ReadJSON([]byte(validInput))", "if err != nil {", " t.Fatal(err)", "}",
            "return value.(Object)"});
  function(out, "jsonOf(t *testing.T, value any) string",
           {"t.Helper()", "text, err := WriteJSON(value)", "if err != nil {", " t.Fatal(err)", "}", "return string(text)"});
  function(out, "pushed(t *testing.T, body, subscription string) string",
           {"message := Object{\"messageId\": \"1\", \"data\": base64.StdEncoding.EncodeToString([]byte(body))}",
            "return jsonOf(t, Object{\"subscription\": subscription, \"message\": message})"});
  out.blank();
  out.raw("// answered is the status of an answer and what the steps took.");
  out.raw("func answered(body string, failure error) (int, []Object) {");
  std::vector<std::string> lines = {"var taken []Object"};
  if (plan.batches())
    lines.insert(lines.end(), {"handler := NewHandler(OneByOne(func(ctx context.Context, batch *Batch) error {",
                               " batch.Each(ctx, func(_ context.Context, input Object) error {",
                               "  taken = append(taken, input)", "  return failure", " }, nil)", " return nil", "}))"});
  else
    lines.insert(lines.end(), {"handler := NewHandler(func(_ context.Context, input Object) (Object, error) {",
                               " taken = append(taken, input)", " return Object{\"done\": true}, failure", "})"});
  lines.insert(lines.end(), {"recorder := httptest.NewRecorder()",
                             "handler.ServeHTTP(recorder, httptest.NewRequest(\"POST\", \"/\", strings.NewReader(body)))",
                             "return recorder.Code, taken"});
  for (const auto& line : lines) out.raw(" " + line);
  out.raw("}");
  function(out, "expectAnswer(t *testing.T, body string, failure error, status, times int)",
           {"t.Helper()", "code, taken := answered(body, failure)", "if code != status || len(taken) != times {",
            " t.Errorf(\"%s got %d and was taken %d times\", body, code, len(taken))", "}", "for _, found := range taken {",
            " if !reflect.DeepEqual(found, input(t)) {", "  t.Errorf(\"took %v\", found)", " }", "}"});
  testCase(out, "AValidRequestAndAValidMessageAreCarriedOut",
           {"expectAnswer(t, validInput, nil, 201, 1)", "expectAnswer(t, pushed(t, validInput, \"s\"), nil, 204, 1)"});
  testCase(out, "WhatIsNoJSONObjectIsRefused",
           {"for _, body := range []string{\"[]\", \"null\", `\"text\"`, \"7\", \"{\"} {",
            " expectAnswer(t, body, nil, 400, 0)", " expectAnswer(t, pushed(t, body, \"s\"), nil, 400, 0)", "}"});
  testCase(out, "ABodyThatIsTooLargeIsRefused",
           {"expectAnswer(t, jsonOf(t, With(input(t), \"note\", strings.Repeat(\"x\", maxInputBytes))), nil, 400, 0)"});
  if (!plan.keys.empty())
    testCase(out, "KeysAreRequiredAndPlainTexts",
             {"for _, field := range InputContract.Fields {",
              " for _, value := range []any{nil, 7, \"\", \"../x\", strings.Repeat(\"x\", 129)} {",
              "  expectAnswer(t, jsonOf(t, With(input(t), field.Name, value)), nil, 400, 0)", " }", "}"});
  testCase(
      out, "AFailureIsAnsweredBy500AndBy204WhereNothingIsToBeTriedAgain",
      {"expectAnswer(t, validInput, errOfTest, 500, 1)", "expectAnswer(t, pushed(t, validInput, \"s\"), errOfTest, 500, 1)",
       "expectAnswer(t, pushed(t, validInput, \"projects/p/subscriptions/f.starts\"), errOfTest, 204, 1)"});
  testCase(out, "ABrowserOfAnAllowedOriginIsAnswered",
           {"t.Setenv(\"CORS_ORIGINS\", \"https://shop.example\")",
            "for origin, allowed := range map[string]string{\"https://shop.example\": \"https://shop.example\", "
            "\"https://other.example\": \"\"} {",
            " request, recorder := httptest.NewRequest(\"OPTIONS\", \"/\", nil), httptest.NewRecorder()",
            " request.Header.Set(\"origin\", origin)", " NewHandler(nil).ServeHTTP(recorder, request)",
            " if recorder.Code != 204 || recorder.Header().Get(\"access-control-allow-origin\") != allowed {",
            "  t.Errorf(\"%s got %v\", origin, recorder)", " }", "}"});
  return "package app\n\n" +
         goImports({{"context", ""},
                    {"encoding/base64", ""},
                    {"errors", ""},
                    {"net/http/httptest", ""},
                    {"reflect", ""},
                    {"strings", ""},
                    {"testing", ""}}) +
         "\n" + goText(out);
}

}  // namespace virga::model
