#include <fmt/format.h>

#include "model/manifest/handlers/aws/aws_handlers.h"
#include "model/manifest/handlers/go_text.h"
#include "model/manifest/handlers/handlers.h"

namespace virga::model {

namespace {

std::string methodOf(const FunctionPlan& plan) {
  if (plan.routes.empty() || plan.routes[0].method == "ANY") return "POST";
  return plan.routes[0].method;
}

void testCase(CodeText& out, const std::string& name, const std::vector<std::string>& lines) {
  out.blank();
  out.line("func Test{}(t *testing.T) {{", name);
  for (const auto& line : lines) out.raw(" " + line);
  out.raw("}");
}

void requestCases(CodeText& out, const FunctionPlan& plan) {
  const std::string status = methodOf(plan) == "POST" && !plan.batches() ? "201" : "200";
  testCase(out, "AValidRequestIsCarriedOut",
           {"handler, taken := recording()", "handled(t, handler, webRequest(validInput), " + status + ")",
            "tookAll(t, taken, 1)"});
  testCase(out, "ABodyThatIsNotAJSONObjectGets400",
           {"handler, taken := recording()", "for _, body := range []string{\"{\", \"[]\", \"null\", `\"text\"`} {",
            " handled(t, handler, webRequest(body), 400)", "}", "tookAll(t, taken, 0)"});
  testCase(out, "ABodyThatIsTooLargeGets400",
           {"handler, taken := recording()",
            "handled(t, handler, webRequest(changed(t, \"note\", strings.Repeat(\"x\", maxInputBytes))), 400)",
            "tookAll(t, taken, 0)"});
  if (!plan.keys.empty())
    testCase(out, "KeysAreRequiredAndPlainTexts",
             {"handler, taken := recording()", "for _, field := range InputContract.Fields {",
              " for _, value := range []any{nil, 7, \"\", \"../x\", strings.Repeat(\"x\", 129)} {",
              "  handled(t, handler, webRequest(changed(t, field.Name, value)), 400)", " }", "}", "tookAll(t, taken, 0)"});
  if (methodOf(plan) == "GET" && !plan.batches())
    testCase(out, "AReadThatFindsNothingGets404",
             {"handler := NewHandler(func(context.Context, Object) (Object, error) {", " return Object{\"thing\": nil}, nil",
              "})", "handled(t, handler, webRequest(validInput), 404)"});
  testCase(out, "AFailedStepFailsTheInvocation", {"fails(t, failingHandler(), webRequest(validInput), errOfTest)"});
}

void invocationCases(CodeText& out, const FunctionPlan& plan) {
  testCase(out, "AValidInvocationIsCarriedOut",
           {"handler, taken := recording()", "if _, err := handler.Handle(context.Background(), input(t)); err != nil {",
            " t.Error(err)", "}", "tookAll(t, taken, 1)"});
  testCase(out, "AnInputThatIsNotAnObjectIsRefused",
           {"handler, taken := recording()", "refused(t, handler, []any{})", "tookAll(t, taken, 0)"});
  if (!plan.keys.empty())
    testCase(out, "KeysAreRequired",
             {"handler, taken := recording()", "for _, field := range InputContract.Fields {",
              " refused(t, handler, With(input(t), field.Name, nil))", "}", "tookAll(t, taken, 0)"});
  testCase(out, "AFailedStepFailsTheInvocation", {"fails(t, failingHandler(), input(t), errOfTest)"});
}

void messageCases(CodeText& out) {
  testCase(
      out, "AllMessagesOfABatchAreTaken",
      {"handler, taken := recording()", "handedBack(t, handler, messages(validInput, validInput))", "tookAll(t, taken, 2)"});
  testCase(out, "OnlyAnInvalidMessageGoesBackToTheQueue",
           {"handler, taken := recording()", "handedBack(t, handler, messages(\"{\", validInput, \"[]\"), \"0\", \"2\")",
            "tookAll(t, taken, 1)"});
  testCase(out, "OnlyAMessageWhoseStepFailsGoesBackToTheQueue",
           {"handedBack(t, failingHandler(), messages(changed(t, \"pass\", true), validInput), \"1\")"});
}

void recordCases(CodeText& out) {
  testCase(out, "AllRecordsOfABatchAreTaken",
           {"handler, taken := recording()",
            "if _, err := handler.Handle(context.Background(), records(validInput, validInput)); err != nil {",
            " t.Error(err)", "}", "tookAll(t, taken, 2)"});
  testCase(out, "ARecordThatFailsFailsItsBatch",
           {"fails(t, failingHandler(), records(changed(t, \"pass\", true), validInput), errOfTest)"});
}

void function(CodeText& out, const std::string& head, const std::vector<std::string>& lines) {
  out.blank();
  out.raw("func " + head + " {");
  for (const auto& line : lines) out.raw(" " + line);
  out.raw("}");
}

void handlers(CodeText& out, bool batch) {
  const char* run =
      batch ? "func(ctx context.Context, batch *Batch) error {" : "func(_ context.Context, input Object) (Object, error) {";
  std::vector<std::string> take = {"taken := &[]Object{}", fmt::format("return NewHandler({}", run)};
  if (batch)
    take.insert(take.end(), {" batch.Each(ctx, func(_ context.Context, input Object) error {",
                             "  *taken = append(*taken, input)", "  return nil", " }, nil)", " return nil"});
  else
    take.insert(take.end(), {" *taken = append(*taken, input)", " return Object{\"done\": true}, nil"});
  take.emplace_back("}), taken");
  out.blank();
  out.raw("// recording is a handler that takes what it gets.");
  out.raw("func recording() (*Handler, *[]Object) {");
  for (const auto& line : take) out.raw(" " + line);
  out.raw("}");
  if (batch)
    function(out, "failingHandler() *Handler",
             {"return NewHandler(func(ctx context.Context, batch *Batch) error {",
              " batch.Each(ctx, func(_ context.Context, input Object) error {", "  if input[\"pass\"] == nil {",
              "   return errOfTest", "  }", "  return nil", " }, nil)", " return nil", "})"});
  else
    function(out, "failingHandler() *Handler",
             {"return NewHandler(func(context.Context, Object) (Object, error) { return nil, errOfTest })"});
}

}  // namespace

std::string awsGoTest(const FunctionPlan& plan) {
  const bool batch = plan.batches(), requests = !plan.routes.empty(), streams = !plan.streams.empty();
  const bool queues = !plan.consumers.empty(), invocations = !batch && !requests;
  CodeText out(1);
  out.line("const validInput = {}", pythonLiteral(sampleInput(plan)));
  out.blank();
  out.raw("var errOfTest = errors.New(\"down\")");
  function(out, "input(t *testing.T) Object",
           {"t.Helper()", "value, err := ReadJSON([]byte(validInput))", "if err != nil {", " t.Fatal(err)", "}",
            "return value.(Object)"});
  if (requests || queues || streams)
    function(out, "changed(t *testing.T, name string, value any) string",
             {"t.Helper()", "text, err := WriteJSON(With(input(t), name, value))", "if err != nil {", " t.Fatal(err)", "}",
              "return string(text)"});
  handlers(out, batch);
  function(out, "tookAll(t *testing.T, taken *[]Object, times int)",
           {"t.Helper()", "if len(*taken) != times {", " t.Fatalf(\"took %d inputs, not %d\", len(*taken), times)", "}",
            "for _, found := range *taken {", " if !reflect.DeepEqual(found, input(t)) {", "  t.Errorf(\"took %v\", found)",
            " }", "}"});
  if (requests) {
    function(out, "webRequest(body string) Object",
             {fmt::format("http := Object{{\"method\": \"{}\"}}", methodOf(plan)),
              "return Object{\"requestContext\": Object{\"requestId\": \"test\", \"http\": http}, \"body\": body}"});
    function(out, "handled(t *testing.T, handler *Handler, event any, status int)",
             {"t.Helper()", "answer, err := handler.Handle(context.Background(), event)",
              "if err != nil || at(answer, \"statusCode\") != status {", " t.Errorf(\"%v got %v, %v\", event, answer, err)",
              "}"});
  }
  if (requests || streams || invocations)
    function(out, "fails(t *testing.T, handler *Handler, event any, wanted error)",
             {"t.Helper()", "if answer, err := handler.Handle(context.Background(), event); !errors.Is(err, wanted) {",
              " t.Errorf(\"%v got %v, %v\", event, answer, err)", "}"});
  if (invocations)
    function(out, "refused(t *testing.T, handler *Handler, event any)",
             {"t.Helper()", "var invalid *InvalidInput",
              "if answer, err := handler.Handle(context.Background(), event); !errors.As(err, &invalid) {",
              " t.Errorf(\"%v got %v, %v\", event, answer, err)", "}"});
  if (queues) {
    function(out, "messages(bodies ...string) Object",
             {"var records []any", "for i, body := range bodies {",
              " records = append(records, Object{\"messageId\": strconv.Itoa(i), \"body\": body})", "}",
              "return Object{\"Records\": records}"});
    function(out, "handedBack(t *testing.T, handler *Handler, event any, ids ...string)",
             {"t.Helper()", "answer, err := handler.Handle(context.Background(), event)", "items := []any{}",
              "for _, id := range ids {", " items = append(items, Object{\"itemIdentifier\": id})", "}",
              "if err != nil || !reflect.DeepEqual(answer, Object{\"batchItemFailures\": items}) {",
              " t.Errorf(\"%v got %v, %v\", event, answer, err)", "}"});
  }
  if (streams)
    function(
        out, "records(inputs ...string) Object",
        {"var records []any", "for i, text := range inputs {", " data := base64.StdEncoding.EncodeToString([]byte(text))",
         " records = append(records, Object{\"kinesis\": Object{\"sequenceNumber\": strconv.Itoa(i), \"data\": data}})", "}",
         "return Object{\"Records\": records}"});
  if (queues) messageCases(out);
  if (streams) recordCases(out);
  if (requests) requestCases(out, plan);
  if (invocations) invocationCases(out, plan);

  std::map<std::string, std::string> imports = {{"context", ""}, {"errors", ""}, {"reflect", ""}, {"testing", ""}};
  if (streams) imports["encoding/base64"] = "";
  if (queues || streams) imports["strconv"] = "";
  if (requests) imports["strings"] = "";
  return "package app\n\n" + goImports(imports) + "\n" + goText(out);
}

}  // namespace virga::model
