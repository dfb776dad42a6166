#include <fmt/format.h>

#include "model/checks/credentials.h"
#include "model/checks/rules.h"
#include "model/project/document.h"

// Secrets in the texts of a project.
namespace virga::model {
namespace {

class Scan {
 public:
  explicit Scan(Problems& problems) : problems_(problems) {}

  void at(const Tree& tree, const std::string& path) {
    if (tree.isScalar()) {
      look(tree.scalar, path);
      return;
    }
    for (std::size_t i = 0; i < tree.items.size(); ++i) at(tree.items[i], fmt::format("{}.{}", path, i));
    for (const auto& entry : tree.entries) {
      const auto inside = path.empty() || path == "components" ? entry.key : path + "." + entry.key;
      at(entry.value, inside);
    }
  }

 private:
  void look(const std::string& text, const std::string& path) {
    const auto found = findCredential(text);
    if (!found) return;
    report(problems_, Severity::error, "credential-in-project", path,
           fmt::format("{} ({}) stands in the project", found->what, found->shown),
           "take it out, make it void, and keep a new one in a secret store");
  }

  Problems& problems_;
};

}  // namespace

void checkCredentials(const Checked& checked, Problems& problems) {
  Scan(problems).at(writeDocument(checked.architecture), {});
}

}  // namespace virga::model
