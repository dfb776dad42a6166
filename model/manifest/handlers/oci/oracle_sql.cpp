#include "model/manifest/handlers/oci/oracle_sql.h"

namespace virga::model {

std::string oracleSqlOf(Access access) {
  switch (access) {
    case Access::write:
      return "MERGE INTO items USING (SELECT :id AS id, :item AS item FROM dual) new ON (items.id = new.id) "
             "WHEN MATCHED THEN UPDATE SET items.item = new.item WHEN NOT MATCHED THEN INSERT (id, item) VALUES (new.id, "
             "new.item)";
    case Access::query: return "SELECT item FROM items WHERE id LIKE :id || '%' ORDER BY id FETCH FIRST 100 ROWS ONLY";
    case Access::remove: return "DELETE FROM items WHERE id = :id";
    default: return "SELECT item FROM items WHERE id = :id";
  }
}

}  // namespace virga::model
