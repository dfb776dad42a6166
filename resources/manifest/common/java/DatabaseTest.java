package app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatabaseTest {
  private final List<String> calls = new ArrayList<>();
  private final List<String> rows = new ArrayList<>();
  private int opened = 0;
  private boolean closed = false;

  private static <T> T made(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(DatabaseTest.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private Connection open() {
    opened += 1;
    closed = false;
    return made(Connection.class, (proxy, method, values) -> switch (method.getName()) {
      case "isClosed" -> closed;
      case "prepareStatement" -> statement((String) values[0]);
      default -> null;
    });
  }

  private PreparedStatement statement(String sql) {
    List<Object> set = new ArrayList<>();
    return made(PreparedStatement.class, (proxy, method, values) -> {
      switch (method.getName()) {
        case "setString":
          set.add(values[1]);
          return null;
        case "execute":
          if (sql.equals("broken")) {
            closed = true;
            throw new SQLException("gone");
          }
          calls.add(sql + set);
          return false;
        case "executeQuery":
          calls.add(sql + set);
          return result();
        default:
          return null;
      }
    });
  }

  private ResultSet result() {
    Iterator<String> left = rows.iterator();
    return made(ResultSet.class, (proxy, method, values) -> switch (method.getName()) {
      case "next" -> left.hasNext();
      case "getString" -> left.next();
      default -> null;
    });
  }

  @Test
  void rowsAreReadAsJson() throws Exception {
    rows.addAll(List.of("{\"id\":\"a\"}", "{\"id\":\"b\"}"));
    assertEquals(List.of(Map.of("id", "a"), Map.of("id", "b")), new Database(this::open).items("select", "a"));
    assertEquals(List.of("select[a]"), calls);
  }

  @Test
  void aConnectionIsKeptAndABrokenOneReplaced() throws Exception {
    Database database = new Database(this::open);
    database.execute("insert", "a", "{}");
    database.execute("insert", "b", "{}");
    assertEquals(List.of("insert[a, {}]", "insert[b, {}]"), calls);
    assertEquals(1, opened);
    assertThrows(SQLException.class, () -> database.execute("broken"));
    database.execute("insert", "c", "{}");
    assertEquals(2, opened);
  }
}
