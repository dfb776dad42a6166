#include "model/manifest/google/google_readme.h"

#include <cctype>

#include <fmt/format.h>

namespace virga::model {

namespace {

// Text of a design within Markdown: one line, with what would be markup escaped.
std::string markdown(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20) {
      out += ' ';
      continue;
    }
    if (std::string_view("\\`*_[]<>#|").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

// What starts a function in its folder, listening at port 8080.
std::string startCommand(const std::string& runtime) {
  if (runtime.rfind("java", 0) == 0) return "mvn function:run";
  return runtime.rfind("nodejs", 0) == 0 ? "npm install && npm start"
                                         : "pip install -r requirements.txt && functions-framework --target=handle";
}

}  // namespace

std::string googleReadme(const GooglePlan& plan, const Problems& notes, const std::string& deploy) {
  std::string text = "# " + (plan.title.empty() ? std::string("Deployment") : markdown(plan.title)) + " on Google Cloud\n\n";
  text +=
      fmt::format("Exported for {}, {}. One deployment per Google Cloud project: the resources have the design's names.\n\n",
                  plan.firstGeneration ? "Cloud Functions (1st gen)" : "Cloud Run functions", plan.region);
  text += "## Deploy\n\n" + deploy + "\n";
  if (!plan.settings.empty()) {
    text += "To be stated:\n\n";
    for (const auto& setting : plan.settings) text += fmt::format("- `{}`: {}\n", setting.name, setting.description);
    text += "\n";
  }
  bool filled = false;
  for (const auto& secret : plan.secrets) {
    if (secret.filled) continue;
    if (!filled) text += "## Secrets\n\nNothing secret is in these files. Put the values in once:\n\n```sh\n";
    filled = true;
    text += fmt::format("printf '%s' \"$VALUE\" | gcloud secrets versions add {} --data-file=-\n", secret.name);
  }
  if (filled) text += "```\n\n";
  if (!plan.functions.empty()) {
    text += "## Test and try\n\nThe handlers' own tests need no network:\n\n```sh\n";
    for (const auto& function : plan.functions) text += fmt::format("(cd {} && {})\n", function.source, function.tests);
    text +=
        "```\n\nThe same functions run on your machine, with your own credentials and the environment variables of the\n"
        "deployment:\n\n```sh\n";
    for (const auto& function : plan.functions)
      text += fmt::format("(cd {} && {})\n", function.source, startCommand(function.runtime));
    text += "```\n\n";
  }
  if (!plan.sqls.empty())
    text +=
        "## Tables\n\nThe handlers read and write this table of the database `app`; an administrator makes it and grants it "
        "to "
        "the functions' users:\n\n```sql\nCREATE TABLE items (id text PRIMARY KEY, item jsonb NOT NULL);\n```\n\n";
  text += "## Permissions\n\nEach component acts as a service account of its own";
  text += plan.databases.empty() && plan.sqls.empty()
              ? ".\n\n"
              : "; Firestore and Cloud SQL know roles on the project alone, so a condition narrows them to one database or "
                "instance.\n\n";
  if (!plan.workflows.empty() || !plan.buses.empty() || !plan.triggers.empty())
    text +=
        "Workflows and Eventarc know roles on the project alone: who may start one workflow, publish to one bus or get "
        "events "
        "may so on all of the project.\n\n";
  text +=
      "In projects made before 2021-04-08, also give Pub/Sub's service agent the role "
      "`roles/iam.serviceAccountTokenCreator`.\n\n";
  if (!notes.empty()) text += "## What differs from the design\n\n";
  for (const Problem& note : notes) {
    text += fmt::format("- `{}`: {}", note.path, markdown(note.message));
    text += note.hint.empty() ? "\n" : fmt::format(" ({})\n", markdown(note.hint));
  }
  return text;
}

}  // namespace virga::model
