#include "model/manifest/sam/sam_context.h"

#include <cctype>

namespace virga::model {

namespace {

// Characters that every AWS service takes in tag values; others become '-'. AWS general reference, "Tag naming limits".
std::string tagValue(const std::string& text) {
  std::string value;
  for (const char c : text.substr(0, 256)) {
    const auto byte = static_cast<unsigned char>(c);
    value += std::isalnum(byte) || std::string_view(" _.:/=+-@").find(c) != std::string_view::npos ? c : '-';
  }
  return value;
}

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::int64_t kMebibyte = 1'048'576;

}  // namespace

void SamContext::output(const std::string& name, const std::string& description, const Tree& value) {
  std::string free = name;
  for (int number = 2; outputs.contains(free); ++number) free = name + std::to_string(number);
  Tree& entry = outputs[free];
  entry["Description"] = description;
  entry["Value"] = value;
}

std::map<std::string, std::string> SamContext::tagsOf(const ComponentId& id) const {
  return {{"Component", id}, {"Project", tagValue(architecture.name.empty() ? "virga" : architecture.name)}};
}

Tree SamContext::tagMap(const ComponentId& id) const {
  Tree tags = Tree::object();
  for (const auto& [key, value] : tagsOf(id)) tags[key] = value;
  return tags;
}

Tree SamContext::tagList(const ComponentId& id) const {
  Tree tags = Tree::array();
  for (const auto& [key, value] : tagsOf(id)) {
    Tree tag = Tree::object();
    tag["Key"] = key;
    tag["Value"] = value;
    tags.push_back(tag);
  }
  return tags;
}

std::string shortened(const std::string& text, std::size_t limit) {
  if (text.size() <= limit) return text;
  while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xC0U) == 0x80U) --limit;
  return text.substr(0, limit);
}

std::int64_t wholeSeconds(Duration duration) { return (duration.nanoseconds + kSecond - 1) / kSecond; }

std::int64_t wholeMebibytes(ByteSize size) { return (size.bytes + kMebibyte - 1) / kMebibyte; }

std::string lambdaRuntime(const std::string& runtime) {
  if (runtime == "go") return "provided.al2023";
  return runtime.rfind("nodejs", 0) == 0 && runtime.find('.') == std::string::npos ? runtime + ".x" : runtime;
}

}  // namespace virga::model
