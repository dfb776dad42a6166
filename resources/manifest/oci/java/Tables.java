package app;

import java.util.ArrayList;
import java.util.List;
import oracle.nosql.driver.NoSQLHandle;
import oracle.nosql.driver.NoSQLHandleConfig;
import oracle.nosql.driver.NoSQLHandleFactory;
import oracle.nosql.driver.iam.SignatureProvider;
import oracle.nosql.driver.ops.DeleteRequest;
import oracle.nosql.driver.ops.GetRequest;
import oracle.nosql.driver.ops.PrepareRequest;
import oracle.nosql.driver.ops.PreparedStatement;
import oracle.nosql.driver.ops.PutRequest;
import oracle.nosql.driver.ops.QueryRequest;
import oracle.nosql.driver.values.MapValue;
import oracle.nosql.driver.values.StringValue;

/** Tables of a key and an item in JSON, in a compartment. */
final class Tables {
  private final NoSQLHandle handle;

  Tables(String compartment) {
    SignatureProvider identity = SignatureProvider.createWithResourcePrincipal();
    NoSQLHandleConfig config = new NoSQLHandleConfig(System.getenv("OCI_RESOURCE_PRINCIPAL_REGION"), identity);
    handle = NoSQLHandleFactory.createNoSQLHandle(config.setDefaultCompartment(compartment).setRequestTimeout(5000));
  }

  /** The item, or null. */
  Object get(String table, String column, String key) {
    MapValue row = handle.get(new GetRequest().setTableName(table).setKey(new MapValue().put(column, key))).getValue();
    return row == null ? null : item(row);
  }

  void put(String table, String column, String key, Object item) {
    MapValue row = new MapValue().put(column, key).putFromJson("item", Json.write(item), null);
    handle.put(new PutRequest().setTableName(table).setValue(row));
  }

  void delete(String table, String column, String key) {
    handle.delete(new DeleteRequest().setTableName(table).setKey(new MapValue().put(column, key)));
  }

  /** At most 100 items. */
  List<Object> query(String table, String column, String key) {
    String text = "DECLARE $key STRING; SELECT item FROM " + table + " WHERE " + column + " = $key LIMIT 100";
    PreparedStatement prepared = handle.prepare(new PrepareRequest().setStatement(text)).getPreparedStatement();
    prepared.setVariable("$key", new StringValue(key));
    List<Object> items = new ArrayList<>();
    for (MapValue row : handle.query(new QueryRequest().setPreparedStatement(prepared)).getResults()) items.add(item(row));
    return items;
  }

  private static Object item(MapValue row) { return Json.read(row.get("item").toJson()); }
}
