#include "model/manifest/handlers/azure/azure_handlers.h"

#include <fmt/format.h>

#include "model/manifest/handlers/code_text.h"
#include "model/manifest/handlers/http/http_functions.h"

namespace virga::model {

namespace {

std::string nodejsEntry(const AzureFunction& function) {
  const FunctionPlan& plan = *function.plan;
  std::string text = "// The triggers of this function app.\nimport { app } from '@azure/functions';\n\n" +
                     std::string(plan.routes.empty() ? "" : "import { requestHandler } from './requests.mjs';\n") +
                     "import { createRunner } from './runner.mjs';\n"
                     "import { run } from './steps.mjs';\n\nconst runner = createRunner(run);\n";
  if (!plan.routes.empty())
    text +=
        "\napp.http('http', {\n  methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],\n  authLevel: 'function',\n"
        "  route: '{*path}',\n  handler: requestHandler(runner),\n});\n";
  int number = 0;
  for (const ConsumerUse& use : plan.consumers)
    text += fmt::format(
        "\napp.storageQueue('queue{}', {{\n  queueName: '%{}%',\n  connection: 'DATA',\n"
        "  handler: async (message) => {{\n    await runner.take([message]);\n  }},\n}});\n",
        ++number, environmentName(use.queue, "QUEUE"));
  number = 0;
  for (const std::string& timer : function.timers)
    text += fmt::format(
        "\napp.timer('timer{}', {{\n  schedule: '{}',\n  handler: async () => {{\n    await runner.take([scheduled()]);\n"
        "  }},\n}});\n",
        ++number, timer);
  if (!function.timers.empty()) {
    text +=
        "\n// The time of the start stands for the fields that a schedule can't say.\nfunction scheduled() {\n"
        "  const id = new Date().toISOString().replaceAll(':', '.');\n  return {";
    for (const std::string& key : plan.keys) text += fmt::format(" {}: id,", nodejsKey(key));
    text += plan.keys.empty() ? " id };\n}\n" : " };\n}\n";
  }
  return text;
}

std::string pythonEntry(const AzureFunction& function) {
  const FunctionPlan& plan = *function.plan;
  const bool timers = !function.timers.empty();
  std::string text = "\"\"\"The triggers of this function app.\"\"\"\n\n";
  if (timers) text += "import datetime\n\n";
  text += "import azure.functions as func\n\n";
  if (!plan.consumers.empty()) text += "from json_text import from_json\n";
  if (!plan.routes.empty()) text += "from requests_http import answer\n";
  text += "from runner import Runner\nfrom steps import run\n\napp = func.FunctionApp()\n_runner = Runner(run)\n";
  if (!plan.routes.empty())
    text +=
        "\n\n@app.function_name(\"http\")\n@app.route(\n    route=\"{*path}\",\n"
        "    methods=[\"GET\", \"POST\", \"PUT\", \"PATCH\", \"DELETE\"],\n    auth_level=func.AuthLevel.FUNCTION,\n)\n"
        "def http(req: func.HttpRequest) -> func.HttpResponse:\n    status, body = answer(_runner, req)\n"
        "    return func.HttpResponse(body, status_code=status, mimetype=\"application/json\")\n";
  int number = 0;
  for (const ConsumerUse& use : plan.consumers) {
    ++number;
    text += fmt::format(
        "\n\n@app.function_name(\"queue{0}\")\n@app.queue_trigger(arg_name=\"msg\", queue_name=\"%{1}%\", "
        "connection=\"DATA\")\ndef queue{0}(msg: func.QueueMessage) -> None:\n    "
        "_runner.take([from_json(msg.get_body())])\n",
        number, environmentName(use.queue, "QUEUE"));
  }
  number = 0;
  for (const std::string& timer : function.timers) {
    ++number;
    text += fmt::format(
        "\n\n@app.function_name(\"timer{0}\")\n@app.timer_trigger(arg_name=\"timer\", schedule=\"{1}\")\n"
        "def timer{0}(timer: func.TimerRequest) -> None:\n    _runner.take([_scheduled()])\n",
        number, timer);
  }
  if (timers) {
    text +=
        "\n\ndef _scheduled():\n    \"\"\"The time of the start stands for the fields that a schedule can't say.\"\"\"\n"
        "    start = datetime.datetime.now(datetime.timezone.utc).strftime(\"%Y-%m-%dT%H.%M.%S\")\n    return {";
    std::string fields;
    for (const std::string& key : plan.keys) fields += (fields.empty() ? "" : ", ") + pythonLiteral(key) + ": start";
    text += (fields.empty() ? "\"id\": start" : fields) + "}\n";
  }
  return text;
}

}  // namespace

std::vector<HandlerCopy> AzureHandlers::copies(Language language, const FunctionPlan& plan) const {
  auto copies = httpFunctionCopies(language, plan);
  if (plan.routes.empty()) return copies;
  if (language == Language::nodejs)
    copies.push_back({"requests.mjs", "requests.mjs"});
  else
    copies.push_back({"requests_http.py", "requests_http.py"});
  return copies;
}

std::vector<ManifestFile> AzureHandlers::entryFiles(Language language, const Architecture&, const FunctionPlan& plan) const {
  auto files = httpFunctionFiles(language, plan);
  if (language == Language::nodejs)
    files.push_back({"app.mjs", nodejsEntry(function_)});
  else
    files.push_back({"function_app.py", pythonEntry(function_)});
  return files;
}

}  // namespace virga::model
