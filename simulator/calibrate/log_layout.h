#pragma once

#include <string_view>

namespace virga::simulator {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

// How a file is to be read: by lines, of which each may be JSON (`text`) or each is (`jsonLines`); as JSON values over
// several lines; or as a table.
enum class LogLayout { text, jsonLines, document, csv };

// What the beginning of a file tells; `isWhole` where it is all of it.
LogLayout layoutOf(std::string_view beginning, bool isWhole);

// Whether a text without blanks around it begins as a JSON object, or as a list of objects or lists. "[ERROR] …" doesn't.
bool beginsObject(std::string_view text);
bool beginsList(std::string_view text);

// Whether the text is several JSON objects without anything between.
bool isConcatenated(std::string_view text);

}  // namespace virga::simulator
