#include "simulator/store/guarded.h"

#include <sqlite3.h>

namespace virga::simulator {

std::string reasonOf(const SQLite::Exception& error, std::string_view kind) {
  switch (error.getErrorCode() & 0xff) {
    case SQLITE_NOTADB: return fmt::format("it isn't {}", kind);
    case SQLITE_CORRUPT: return fmt::format("the file is damaged ({})", error.what());
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return "another program has been using it for too long; try again";
    case SQLITE_READONLY: return "it can't be written";
    case SQLITE_FULL: return "the disk is full";
    case SQLITE_CANTOPEN: return "it can't be opened";
    default: return error.what();
  }
}

}  // namespace virga::simulator
