#include "model/manifest/oci/stack_hcl.h"

#include <algorithm>

#include <fmt/format.h>

namespace virga::model::resource_manager {

namespace {

std::string quoted(const std::string& text, bool expressions) {
  std::string out = "\"";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool marks = (c == '$' || c == '%') && i + 1 < text.size() && text[i + 1] == '{';
    if (c == '"' || c == '\\')
      out += std::string("\\") + c;
    else if (c == '\n')
      out += "\\n";
    else if (c == '\r')
      out += "\\r";
    else if (c == '\t')
      out += "\\t";
    else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    else if (marks && !(expressions && c == '$'))
      out += std::string(2, c);
    else
      out += c;
  }
  return out + "\"";
}

class Writer {
 public:
  void block(const StackBlock& block, int depth) {
    line(depth, block.head + " {");
    // A value over several lines stands apart, for those around it are aligned without it.
    std::vector<std::pair<std::string, std::string>> aligned;
    bool started = false;
    const auto flush = [&](const auto& list, int at) {
      std::size_t width = 0;
      for (const auto& [name, value] : list) width = std::max(width, name.size());
      for (const auto& [name, value] : list) line(at, fmt::format("{:<{}} = {}", name, width, value));
    };
    const auto gap = [&] {
      if (started) text_ += '\n';
      started = true;
    };
    const auto flushAligned = [&] {
      if (aligned.empty()) return;
      gap();
      flush(aligned, depth + 1);
      aligned.clear();
    };
    for (const auto& [name, value] : block.attributes) {
      if (value.items.empty() && value.entries.empty()) {
        aligned.emplace_back(name, value.expression);
        continue;
      }
      flushAligned();
      gap();
      line(depth + 1, name + (value.items.empty() ? " = {" : " = ["));
      for (const auto& item : value.items) line(depth + 2, item + ",");
      flush(value.entries, depth + 2);
      line(depth + 1, value.items.empty() ? "}" : "]");
    }
    flushAligned();
    for (const StackBlock& inner : block.blocks) {
      gap();
      this->block(inner, depth + 1);
    }
    line(depth, "}");
  }

  void blank() { text_ += '\n'; }
  const std::string& text() const { return text_; }

 private:
  void line(int depth, const std::string& text) {
    text_ += std::string(static_cast<std::size_t>(depth) * 2, ' ') + text + '\n';
  }

  std::string text_;
};

}  // namespace

std::string stackText(const std::string& text) { return quoted(text, false); }

std::string stackTemplate(const std::string& text) { return quoted(text, true); }

std::string toStackHcl(const std::vector<StackBlock>& blocks) {
  Writer writer;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (i > 0) writer.blank();
    writer.block(blocks[i], 0);
  }
  return writer.text();
}

}  // namespace virga::model::resource_manager
