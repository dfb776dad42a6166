#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace virga::simulator {

// The scalars of one entry of a log, by their dotted paths: of {"record": {"spans": [{"name": "x"}]}} "record.spans.0.name".
// The columns of a row of a CSV file are fields too. Reused from entry to entry, so that reading them allocates nothing.
class EntryFields {
 public:
  struct Field {
    std::string_view path;
    std::string_view text;  // of a string its content, else as JSON writes it; "true", "12.5"
  };

  // Reads a JSON value; false where it isn't JSON, and why() says what is wrong.
  bool parse(std::string_view json);
  const std::string& why() const { return why_; }

  void clear();
  void add(std::string_view path, std::string_view text);

  // The field's text; nothing where there is no such field or it is null.
  std::optional<std::string_view> find(std::string_view path) const;
  std::string_view text(std::string_view path) const { return find(path).value_or(std::string_view()); }
  // Whether a field's path starts so.
  bool hasUnder(std::string_view prefix) const;

  std::size_t size() const { return fields_.size(); }
  Field operator[](std::size_t index) const;

 private:
  struct Place {
    std::size_t path, pathSize, text, textSize;  // in text_
  };
  std::string text_;
  std::vector<Place> fields_;
  std::string why_;
};

}  // namespace virga::simulator
