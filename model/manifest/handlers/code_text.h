#pragma once

#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "model/units/duration.h"

namespace virga::model {

// Source text that grows by lines at a depth of indentation.
class CodeText {
 public:
  explicit CodeText(int indent) : indent_(indent) {}

  // The text as it is.
  void raw(const std::string& text) {
    if (!text.empty()) text_.append(static_cast<std::size_t>(depth_ * indent_), ' ');
    text_ += text + '\n';
  }
  // A format of fmt: braces are doubled.
  template <class... Args>
  void line(fmt::format_string<Args...> text, Args&&... args) {
    raw(fmt::format(text, std::forward<Args>(args)...));
  }
  void blank() { text_ += '\n'; }
  void in() { ++depth_; }
  void out() { --depth_; }
  const std::string& text() const { return text_; }

 private:
  int indent_;
  int depth_ = 0;
  std::string text_;
};

// {"write", "orders"} → "writeOrders".
std::string camelCase(const std::vector<std::string>& words);
// {"write", "orders"} → "write_orders".
std::string snakeCase(const std::vector<std::string>& words);

// The environment variable that tells a function about a component it uses: "ORDERS_TABLE" and the like.
std::string environmentName(const std::string& componentId, const std::string& suffix);

// A text as a string literal: in JavaScript with single quotes, in Python with double quotes.
std::string nodejsLiteral(const std::string& text);
std::string pythonLiteral(const std::string& text);

// A time in milliseconds or seconds as a number literal without needless decimals: "200", "0.2".
std::string millisecondsText(Duration duration);
std::string secondsText(Duration duration);

}  // namespace virga::model
