#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace virga::simulator {

// Gets what JsonEntries finds, in the order of the text. The views live during the call.
struct JsonEntryHandler {
  // A list's element: `list` is the key of the list, empty where it stands by itself or in the outermost array.
  std::function<void(std::string_view list, std::string_view json, std::uint64_t line)> entry;
  // A container has begun, the element of the list of that key; empty: the outermost. What members of an earlier one of the
  // same list said doesn't hold any longer.
  std::function<void(std::string_view list)> opened;
  // A member of a container that is no list of entries.
  std::function<void(std::string_view list, std::string_view key, std::string_view json)> member;
  // A value that is longer than kLongestEntry and no container; `json` is its beginning.
  std::function<void(std::string_view json, std::uint64_t line)> tooLong;
};

// Takes the entries of exported logs out of JSON texts as they come, whatever their size: elements of the outermost array,
// values one after the other, and the elements of the known lists in containers around them ("events", "logEvents",
// "Traces", "resourceSpans", …). An entry's content isn't checked. Takes the memory of one entry, at most kLongestEntry.
class JsonEntries {
 public:
  static constexpr std::size_t kLongestEntry = std::size_t{4} << 20;

  explicit JsonEntries(const JsonEntryHandler& handler, std::uint64_t line = 1) : handler_(&handler), line_(line) {}

  // Reads a piece of the text; how much of it was taken. Less than all: between two values of the outermost level stands
  // something that begins no object or array, or there is an error.
  std::size_t take(std::string_view text);
  // Whether the text may end here; else error() says what is missing.
  bool finish();

  std::uint64_t line() const { return line_; }  // of what comes next
  bool isBetweenValues() const { return levels_.empty() && !capturing_; }
  const std::string& error() const { return error_; }  // what is wrong; what would be right
  std::uint64_t errorLine() const { return errorLine_; }

 private:
  // What comes next in a container.
  enum class Expected { valueOrEnd, value, keyOrEnd, key, colon, commaOrEnd };
  struct Level {
    bool isArray = false;
    bool ofContainers = false;  // an array whose elements are containers
    std::string list;           // the key of the list that this is, or of which this is an element
    std::string key;            // of an object's present member
    Expected expected = Expected::valueOrEnd;
  };

  bool takeStructure(char c);
  bool beginValue(char c);
  void open(bool isArray, bool ofContainers, std::string list);
  void startCapture(char c, bool mayDescend);
  bool takeKey(char c);
  std::size_t capture(std::string_view text);
  void deliver();
  void descend();
  bool fail(std::string what);

  const JsonEntryHandler* handler_;
  std::vector<Level> levels_;
  bool readingKey_ = false;  // into the innermost level
  bool capturing_ = false;
  bool isScalar_ = false;   // what is being captured is a number, a word or a string
  bool skipping_ = false;   // it is too long to be kept
  bool mayDescend_ = true;  // it may turn out to be a container
  bool inString_ = false;
  bool escaped_ = false;
  std::size_t depth_ = 0;
  std::string captured_;
  std::uint64_t capturedLine_ = 0;
  std::uint64_t line_;
  std::string error_;
  std::uint64_t errorLine_ = 0;
};

// Whether the JSON text of an object has one of the known lists among its members, so that it holds entries.
bool holdsEntries(std::string_view json);

}  // namespace virga::simulator
