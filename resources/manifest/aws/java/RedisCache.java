package app;

import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.sync.RedisAdvancedClusterCommands;
import java.time.Duration;

/** A cache of ElastiCache Serverless, which speaks cluster mode over TLS behind one host name. Connects at the first use. */
final class RedisCache {
  private static final long SECONDS_KEPT = 300;

  private final RedisClusterClient client;
  private StatefulRedisClusterConnection<String, String> connection;

  RedisCache(String host, String port) {
    client = RedisClusterClient.create(RedisURI.builder()
                                           .withHost(host)
                                           .withPort(Integer.parseInt(port))
                                           .withSsl(true)
                                           .withTimeout(Duration.ofSeconds(2))
                                           .build());
  }

  private synchronized RedisAdvancedClusterCommands<String, String> commands() {
    if (connection == null) connection = client.connect();
    return connection.sync();
  }

  /** The text, or null. */
  String get(String key) { return commands().get(key); }

  void set(String key, String text) { commands().setex(key, SECONDS_KEPT, text); }

  void delete(String key) { commands().del(key); }
}
