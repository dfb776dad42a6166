#include "model/manifest/handlers/sql_text.h"

namespace virga::model {

std::string sqlOf(Access access) {
  switch (access) {
    case Access::write:
      return "INSERT INTO items (id, item) VALUES (:id, :item) ON CONFLICT (id) DO UPDATE SET item = EXCLUDED.item";
    case Access::query: return "SELECT item FROM items WHERE id LIKE :id || '%' ORDER BY id LIMIT 100";
    case Access::remove: return "DELETE FROM items WHERE id = :id";
    default: return "SELECT item FROM items WHERE id = :id";
  }
}

std::string postgresSqlOf(Access access) {
  std::string sql = sqlOf(access);
  const std::string item = "(:id, :item)";
  if (const auto at = sql.find(item); at != std::string::npos) sql.replace(at, item.size(), "(:id, CAST(:item AS jsonb))");
  return sql;
}

}  // namespace virga::model
