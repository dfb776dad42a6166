package app;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** Connections to Cloud SQL, encrypted by its connector and opened with the identity of the function. */
final class CloudSql {
  private CloudSql() {}

  static Connection open(String instance, String user) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("socketFactory", "com.google.cloud.sql.postgres.SocketFactory");
    properties.setProperty("cloudSqlInstance", instance);
    properties.setProperty("enableIamAuth", "true");
    properties.setProperty("user", user);
    properties.setProperty("sslmode", "disable"); // the connector's own connection is TLS
    return DriverManager.getConnection("jdbc:postgresql:///app", properties);
  }
}
