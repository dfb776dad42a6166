#include "model/import/reference.h"

namespace virga::model {
namespace {

constexpr char kOpen = '\x1e', kClose = '\x1f', kUnknown = '?', kAttribute = '\x1d';

void collect(const SourceValue& value, std::vector<Reference>& found) {
  if (value.isScalar()) {
    for (auto& reference : referencesIn(std::string_view(value.text))) found.push_back(std::move(reference));
  }
  for (const auto& item : value.items) collect(item, found);
  for (const auto& entry : value.entries) collect(entry.value, found);
}

}  // namespace

std::string referenceText(std::string_view name, std::string_view attribute) {
  std::string text(1, kOpen);
  text += name;
  text += kAttribute;
  text += attribute;
  return text + kClose;
}

std::string unknownText(std::string_view what) { return referenceText(kUnknown + std::string(what)); }

std::vector<Reference> referencesIn(std::string_view text) {
  std::vector<Reference> found;
  for (std::size_t from = 0; (from = text.find(kOpen, from)) != std::string_view::npos;) {
    const auto end = text.find(kClose, from);
    if (end == std::string_view::npos) break;
    std::string_view inner = text.substr(from + 1, end - from - 1);
    Reference reference;
    reference.isUnknown = inner.starts_with(kUnknown);
    if (reference.isUnknown) inner.remove_prefix(1);
    const auto cut = inner.find(kAttribute);
    reference.name = inner.substr(0, cut);
    if (cut != std::string_view::npos) reference.attribute = inner.substr(cut + 1);
    found.push_back(std::move(reference));
    from = end + 1;
  }
  return found;
}

std::vector<Reference> referencesIn(const SourceValue& value) {
  std::vector<Reference> found;
  collect(value, found);
  return found;
}

std::string readable(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == kOpen) {
      plain += "${";
      if (i + 1 < text.size() && text[i + 1] == kUnknown) ++i;
    } else if (text[i] == kClose) {
      plain += '}';
    } else if (text[i] == kAttribute) {
      if (i + 1 < text.size() && text[i + 1] != kClose) plain += '.';
    } else {
      plain += text[i];
    }
  }
  return plain;
}

}  // namespace virga::model
