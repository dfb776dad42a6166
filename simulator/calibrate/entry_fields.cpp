#include "simulator/calibrate/entry_fields.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace virga::simulator {

namespace {

using Json = nlohmann::json;

// Puts the scalars of a JSON text into fields, with the path of where it is.
class FieldsOfJson {
 public:
  explicit FieldsOfJson(EntryFields& fields) : fields_(fields) {}

  bool null() { return passed(); }
  bool boolean(bool value) { return add(value ? "true" : "false"); }
  bool number_integer(Json::number_integer_t value) { return add(fmt::format_int(value)); }
  bool number_unsigned(Json::number_unsigned_t value) { return add(fmt::format_int(value)); }
  bool number_float(Json::number_float_t, const std::string& text) { return add(text); }
  bool string(std::string& text) { return add(text); }
  bool binary(Json::binary_t&) { return passed(); }
  bool start_object(std::size_t) { return open(false); }
  bool start_array(std::size_t) { return open(true); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }
  bool key(std::string& name) {
    path_.resize(levels_.back().pathSize);
    if (!path_.empty()) path_ += '.';
    path_ += name;
    return true;
  }
  bool parse_error(std::size_t position, const std::string&, const Json::exception&) {
    why = fmt::format("not JSON at its character {}", position);
    return false;
  }

  std::string why;

 private:
  struct Level {
    std::size_t pathSize;
    bool isArray;
    std::size_t index = 0;
  };

  void enterElement() {
    if (levels_.empty() || !levels_.back().isArray) return;
    path_.resize(levels_.back().pathSize);
    if (!path_.empty()) path_ += '.';
    path_ += fmt::format_int(levels_.back().index++).c_str();
  }
  bool open(bool isArray) {
    enterElement();
    levels_.push_back({path_.size(), isArray});
    return true;
  }
  bool close() {
    path_.resize(levels_.back().pathSize);
    levels_.pop_back();
    return true;
  }
  bool passed() {
    enterElement();
    return true;
  }
  bool add(std::string_view text) {
    enterElement();
    fields_.add(path_, text);
    return true;
  }
  bool add(const fmt::format_int& number) { return add(std::string_view(number.data(), number.size())); }

  EntryFields& fields_;
  std::string path_;
  std::vector<Level> levels_;
};

}  // namespace

bool EntryFields::parse(std::string_view json) {
  clear();
  FieldsOfJson handler(*this);
  const bool ok = Json::sax_parse(json.data(), json.data() + json.size(), &handler);
  why_ = std::move(handler.why);
  return ok;
}

void EntryFields::clear() {
  text_.clear();
  fields_.clear();
}

void EntryFields::add(std::string_view path, std::string_view text) {
  fields_.push_back({text_.size(), path.size(), text_.size() + path.size(), text.size()});
  text_ += path;
  text_ += text;
}

EntryFields::Field EntryFields::operator[](std::size_t index) const {
  const std::string_view all(text_);
  const auto& place = fields_[index];
  return {all.substr(place.path, place.pathSize), all.substr(place.text, place.textSize)};
}

std::optional<std::string_view> EntryFields::find(std::string_view path) const {
  for (std::size_t i = 0; i < fields_.size(); ++i)
    if (const auto field = (*this)[i]; field.path == path) return field.text;
  return std::nullopt;
}

bool EntryFields::hasUnder(std::string_view prefix) const {
  for (std::size_t i = 0; i < fields_.size(); ++i)
    if ((*this)[i].path.starts_with(prefix)) return true;
  return false;
}

}  // namespace virga::simulator
