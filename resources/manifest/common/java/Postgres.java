package app;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** Databases of PostgreSQL. */
final class Postgres {
  private Postgres() {}

  /** Whether the statement itself is at fault: its data (22), constraints (23), rights (28, 42) or syntax (42). */
  static boolean isOfTheCaller(SQLException error) {
    String state = error.getSQLState();
    return state != null && state.matches("(22|23|28|42).*");
  }

  /** A connection to postgresql://user:password@host:5432/database?sslmode=require. */
  static Connection open(String address) throws SQLException {
    return DriverManager.getConnection(urlOf(address), propertiesOf(address));
  }

  /** The driver wants user and password apart. */
  static String urlOf(String address) {
    URI uri = URI.create(address);
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + query;
  }

  static Properties propertiesOf(String address) {
    Properties properties = new Properties();
    String[] parts = String.valueOf(URI.create(address).getRawUserInfo()).split(":", 2);
    if (parts.length == 2) {
      properties.setProperty("user", decoded(parts[0]));
      properties.setProperty("password", decoded(parts[1]));
    }
    return properties;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
