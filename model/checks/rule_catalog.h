#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "model/problem.h"

namespace virga::model {

// What is known of one rule of check(), for people.
struct RuleEntry {
  std::string id;        // as findings name it: "no-dead-letter"
  std::string category;  // one of ruleCategories()
  std::string title;
  std::string why;   // what goes wrong, and what to do
  std::string url;   // what says so
  std::string date;  // when that was read, or its own date: 2026-11, 2013
};

struct RuleCatalog {
  std::vector<RuleEntry> rules;  // by category, each in the order of its file

  const RuleEntry* find(std::string_view id) const;
  std::vector<std::string> ids() const;
};

// security, reliability, performance, cost, limits, monitoring, structure.
const std::vector<std::string>& ruleCategories();

// One category's rules. Problems carry line and column.
tl::expected<std::vector<RuleEntry>, Problems> readRules(std::string_view text, const std::string& file,
                                                         const std::string& category);

// The rules of resources/checks, one file a category: security.yaml, …
tl::expected<RuleCatalog, Problems> loadRuleCatalog();
tl::expected<RuleCatalog, Problems> loadRuleCatalog(const std::filesystem::path& folder);

// The same, read once: data of the program, which doesn't change while it runs.
const tl::expected<RuleCatalog, Problems>& ruleCatalog();

}  // namespace virga::model
