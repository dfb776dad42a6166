package app;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** A connection that lives as long as the instance and serves one statement at a time. One that broke is opened again. */
final class Database {
  interface Opening {
    Connection open() throws SQLException;
  }

  private interface Work<T> {
    T run(PreparedStatement statement) throws SQLException;
  }

  private static final long IDLE_NS = 30_000_000_000L;
  private static final int CHECK_S = 2;

  private final Opening opening;
  private final ReentrantLock lock = new ReentrantLock();
  private Connection connection;
  private long usedNs;

  Database(Opening opening) { this.opening = opening; }

  /** The first column of the rows, which is JSON. */
  List<Object> items(String sql, String... values) throws SQLException, InterruptedException {
    return with(sql, values, statement -> {
      List<Object> items = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) items.add(Json.read(rows.getString(1)));
      }
      return items;
    });
  }

  void execute(String sql, String... values) throws SQLException, InterruptedException {
    with(sql, values, PreparedStatement::execute);
  }

  private <T> T with(String sql, String[] values, Work<T> work) throws SQLException, InterruptedException {
    lock.lockInterruptibly();
    try {
      ensureOpen();
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        for (int index = 0; index < values.length; ++index) statement.setString(index + 1, values[index]);
        T result = work.run(statement);
        usedNs = System.nanoTime();
        return result;
      }
    } finally {
      lock.unlock();
    }
  }

  /** A server or a network may have dropped a connection that was idle. */
  private void ensureOpen() throws SQLException {
    if (connection != null) {
      boolean idle = System.nanoTime() - usedNs > IDLE_NS;
      if (!connection.isClosed() && (!idle || connection.isValid(CHECK_S))) return;
      connection.close();
    }
    connection = opening.open();
    usedNs = System.nanoTime();
  }
}
