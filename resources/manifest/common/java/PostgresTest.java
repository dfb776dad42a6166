package app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PostgresTest {
  @Test
  void anAddressIsTakenApart() {
    String address = "postgresql://some%40one:a+b%3A@db.example:5433/app?sslmode=require";
    assertEquals("jdbc:postgresql://db.example:5433/app?sslmode=require", Postgres.urlOf(address));
    assertEquals(Map.of("user", "some@one", "password", "a+b:"), Postgres.propertiesOf(address));
    assertEquals("jdbc:postgresql://db/app", Postgres.urlOf("postgres://db/app"));
    assertEquals(Map.of(), Postgres.propertiesOf("postgres://db/app"));
  }

  @Test
  void faultsOfTheCallerAreToldFromThoseOfTheServer() {
    assertTrue(Postgres.isOfTheCaller(new SQLException("unique", "23505")));
    assertFalse(Postgres.isOfTheCaller(new SQLException("gone", "08006")));
    assertFalse(Postgres.isOfTheCaller(new SQLException("unknown")));
  }
}
