#include <cctype>

#include <fmt/format.h>

#include "model/manifest/handlers/handlers.h"
#include "model/manifest/oci/oci_plan.h"

namespace virga::model {

namespace {

std::string sentence(std::string text) {
  if (!text.empty()) text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  return text;
}

}  // namespace

std::string ociReadme(const OciPlan& plan, OciLayout layout, const Problems& notes) {
  const Architecture& design = *plan.architecture;
  std::string text = fmt::format("# {}\n\n", design.name.empty() ? plan.names.application() : design.name);
  if (!design.description.empty()) text += design.description + "\n\n";
  const bool fn = layout == OciLayout::fnProject;
  text +=
      fn ? "`app.yaml` and the folders below `functions/` are a project of Fn; `stack/` is a Terraform stack of Resource "
           "Manager\nwith all resources, identities and policies. "
         : "Terraform for Oracle Cloud Infrastructure: all resources, identities and policies. Fn builds the functions'\n"
           "images from the folders below `functions/`. ";
  text +=
      "Memory, time limits, retention, partitions and rates are those of\nthe design.\n\n"
      "## Deploy\n\nYou need the Fn CLI, Docker, Terraform (or Resource Manager) and a context of Fn whose registry is the\n"
      "variable `image_prefix`.\n\n```sh\n";
  for (const OciFunction& function : plan.functions)
    text += fmt::format("(cd functions/{} && fn build && fn push)\n", function.plan->component->id);
  if (fn) text += "cd stack\n";
  text += "terraform init\nterraform apply\n```\n\n";
  if (fn)
    text +=
        "For Resource Manager, zip the files of `stack/` and make a stack of them; its form asks for the variables. Do not\n"
        "also run `fn deploy`: the functions belong to the stack. ";
  text +=
      "After a change raise `version` in func.yaml and in the\nimage of functions.tf.\n\n"
      "Dynamic groups are made in the tenancy, so who applies the stack has to be allowed to `manage dynamic-groups` "
      "there;\n"
      "for rules of Events and subscriptions of Notifications who applies it also has to be allowed to `use "
      "functions-family`\n"
      "and `use ons-topics` in the compartment.\n";
  if (!plan.secrets.empty())
    text +=
        "\nThe secrets of the vault hold random values until the real ones are put in as new versions; until then what "
        "reads\n"
        "them fails.\n";
  if (!plan.databases.empty())
    text +=
        "\nFunctions read and write this table in a database, and sign in as ADMIN until you give them a user of their "
        "own:\n\n"
        "```sql\nCREATE TABLE items (id VARCHAR2(128) PRIMARY KEY, item JSON NOT NULL)\n```\n";
  text += "\n## Test\n\n```sh\n";
  for (const OciFunction& function : plan.functions) {
    text += fmt::format("(cd functions/{} && {})\n", function.plan->component->id,
                        testCommand(function.plan->function->runtime));
  }
  text += "```\n\nThese tests need no network.\n\n## What to know\n\n";
  for (const Problem& note : notes) {
    text += std::string("- ") + (note.severity == Severity::warning ? "**To decide:** " : "") + sentence(note.message) + ".";
    if (note.severity == Severity::warning && !note.hint.empty()) text += " " + sentence(note.hint) + ".";
    text += '\n';
  }
  text +=
      "- Each function with steps has a dynamic group of its own, whose policy allows what its steps do and nothing more.\n"
      "- `compute` steps are places for your own code.\n";
  return text;
}

}  // namespace virga::model
