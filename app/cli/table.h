#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace virga::cli {

// Rows of text in aligned columns, two spaces apart, without trailing blanks.
class Table {
 public:
  enum class Align { left, right };
  struct Column {
    std::string title;
    Align align = Align::right;
    std::size_t widest = std::string::npos;  // wider cells push their own row only
  };

  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

  // One cell per column. Line breaks and control characters are shown as '?'.
  void add(std::vector<std::string> cells);
  bool isEmpty() const { return rows_.empty(); }
  std::string text(std::string_view indent = {}) const;

 private:
  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace virga::cli
