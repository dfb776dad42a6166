#include "simulator/calibrate/log_file.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "simulator/calibrate/json_entries.h"
#include "simulator/calibrate/log_csv.h"
#include "simulator/calibrate/log_dispatch.h"
#include "simulator/calibrate/log_layout.h"
#include "simulator/calibrate/log_numbers.h"

namespace virga::simulator {

namespace {

using Use = LineVerdict::Use;
constexpr std::size_t kBlock = std::size_t{1} << 20;
constexpr std::size_t kLongestLine = std::size_t{32} << 20;

struct FileCloser {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

class FileReading {
 public:
  FileReading(const RecordSink& sink, const LogFileHandler& handler) : dispatch_(sink), handler_(handler) {
    json_.entry = [this](std::string_view list, std::string_view json, std::uint64_t line) {
      anyEntry_ = true;
      tell(dispatch_.readEntry(list, json), line, json);
    };
    json_.opened = [this](std::string_view list) { dispatch_.openContainer(list); };
    json_.member = [this](std::string_view list, std::string_view key, std::string_view json) {
      dispatch_.readMember(list, key, json);
    };
    json_.tooLong = [this](std::string_view json, std::uint64_t line) {
      tell({Use::unparsable, kApplicationJson, fmt::format("longer than {} MiB", JsonEntries::kLongestEntry >> 20)}, line,
           json);
    };
  }

  void begin(LogLayout layout) {
    layout_ = layout;
    if (layout == LogLayout::document) document_.emplace(json_);
  }
  // A piece of the file; whether to go on.
  bool take(std::string_view text) {
    if (layout_ != LogLayout::document) {
      takeLines(text);
      return true;
    }
    const std::size_t taken = document_->take(text);
    if (!document_->error().empty()) {
      tellDocumentError("the rest of the file isn't read");
      return false;
    }
    if (taken == text.size()) return true;
    // Text behind a JSON value.
    line_ = document_->line();
    layout_ = LogLayout::text;
    takeLines(text.substr(taken));
    return true;
  }
  void finish() {
    if (layout_ == LogLayout::document) {
      if (document_->error().empty() && !document_->finish()) tellDocumentError({});
    } else if (skipping_) {
      tellTooLong();
    } else if (!carried_.empty()) {
      takeLine(carried_);
    }
    dispatch_.flush();
  }

  LogDispatch& dispatch() { return dispatch_; }
  void tell(const LineVerdict& verdict, std::uint64_t line, std::string_view text) { handler_.read(verdict, line, text); }
  // Nothing has been understood of a document that begins with an error: it is no JSON.
  bool isNoDocument() const { return layout_ == LogLayout::document && !anyEntry_ && !document_->error().empty(); }

 private:
  void tellDocumentError(std::string_view then) {
    if (isNoDocument() && !then.empty()) return;  // it is read again as a text
    auto why = document_->error();
    if (!then.empty()) why += fmt::format("; {}", then);
    tell({Use::unparsable, kApplicationJson, std::move(why)}, document_->errorLine(), {});
  }
  void tellTooLong() {
    tell({Use::unparsable, kApplicationText, fmt::format("the line is longer than {} MiB", kLongestLine >> 20)}, line_,
         carried_);
  }

  void takeLines(std::string_view text) {
    while (!text.empty()) {
      const auto end = text.find('\n');
      const auto piece = text.substr(0, end);
      if (end == std::string_view::npos) {
        carry(piece);
        return;
      }
      text.remove_prefix(end + 1);
      if (carried_.empty() && !skipping_) {
        takeLine(piece);
      } else {
        carry(piece);
        if (skipping_) {
          tellTooLong();
        } else {
          takeLine(carried_);
        }
        carried_.clear();
        skipping_ = false;
      }
      ++line_;
    }
  }
  void carry(std::string_view piece) {
    if (skipping_) return;
    carried_ += piece;
    if (carried_.size() <= kLongestLine) return;
    skipping_ = true;
    carried_.resize(1000);
    carried_.shrink_to_fit();
  }

  void takeLine(std::string_view line) {
    const auto text = trimmed(line);
    if (text.empty()) return;
    if (beginsObject(text)) {
      takeObjects(text);
    } else if (beginsList(text)) {
      takeValues(text);
    } else {
      tell(dispatch_.readText(text), line_, text);
    }
  }
  void takeObjects(std::string_view text) {
    if (holdsEntries(text)) {
      takeValues(text);
      return;
    }
    auto verdict = dispatch_.readEntry({}, text);
    if (verdict.use == Use::unparsable && verdict.format == kApplicationJson) {
      if (isConcatenated(text)) {
        takeValues(text);
        return;
      }
      // In a text, what an application prints needn't be whole JSON.
      if (layout_ == LogLayout::text) verdict = dispatch_.readText(text);
    }
    tell(verdict, line_, text);
  }
  void takeValues(std::string_view text) {
    JsonEntries entries(json_, line_);
    if (entries.take(text) == text.size() && entries.finish()) return;
    const auto why = entries.error().empty() ? std::string("text behind a JSON value") : entries.error();
    tell({Use::unparsable, kApplicationJson, why}, line_, text);
  }

  LogDispatch dispatch_;
  const LogFileHandler& handler_;
  JsonEntryHandler json_;
  LogLayout layout_ = LogLayout::text;
  std::optional<JsonEntries> document_;
  bool anyEntry_ = false;
  std::uint64_t line_ = 1;
  std::string carried_;  // the beginning of a line
  bool skipping_ = false;
};

}  // namespace

LogFileEnd readLogFile(const std::filesystem::path& path, const RecordSink& sink, const LogFileHandler& handler,
                       const std::stop_token& stop) {
  LogFileEnd end;
  const std::unique_ptr<std::FILE, FileCloser> file(std::fopen(path.c_str(), "rb"));
  if (!file) {
    end.error = std::strerror(errno);
    return end;
  }
  const auto block = std::make_unique<char[]>(kBlock);
  std::optional<FileReading> reading(std::in_place, sink, handler);
  const auto conclude = [&] {
    reading->finish();
    end.unfinished = reading->dispatch().unfinished();
    end.forgotten = reading->dispatch().forgotten();
  };
  bool first = true;
  bool asText = false;
  while (const std::size_t size = std::fread(block.get(), 1, kBlock, file.get())) {
    std::string_view text(block.get(), size);
    end.bytes += size;
    if (first) {
      if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
      const auto layout = asText ? LogLayout::text : layoutOf(text, size < kBlock);
      if (layout == LogLayout::csv) {
        end = readLogCsv(path, reading->dispatch(), handler, stop);
        conclude();
        return end;
      }
      reading->begin(layout);
      first = false;
    }
    const bool goOn = reading->take(text);
    if (reading->isNoDocument()) {
      std::rewind(file.get());
      reading.emplace(sink, handler);
      first = asText = true;
      end.bytes = 0;
      continue;
    }
    if (handler.progress) handler.progress(end.bytes);
    if (!goOn) break;
    if (stop.stop_requested()) {
      end.stopped = true;
      break;
    }
  }
  if (std::ferror(file.get()) != 0) end.error = std::strerror(errno);
  conclude();
  return end;
}

}  // namespace virga::simulator
