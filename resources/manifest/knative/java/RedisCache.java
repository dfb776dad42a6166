package app;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;

/** A cache at an address: rediss://user:password@host:6379. Connects at the first use. */
final class RedisCache {
  private static final long SECONDS_KEPT = 300;

  private final RedisClient client;
  private StatefulRedisConnection<String, String> connection;

  RedisCache(String url) {
    RedisURI address = RedisURI.create(url);
    address.setTimeout(Duration.ofSeconds(2));
    client = RedisClient.create(address);
  }

  private synchronized RedisCommands<String, String> commands() {
    if (connection == null) connection = client.connect();
    return connection.sync();
  }

  /** The text, or null. */
  String get(String key) { return commands().get(key); }

  void set(String key, String text) { commands().setex(key, SECONDS_KEPT, text); }

  void delete(String key) { commands().del(key); }
}
