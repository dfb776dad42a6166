package app;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SslOptions;
import io.lettuce.core.SslVerifyMode;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A cache of Memorystore over TLS. Its certificate is the instance's own and names no host. Connects at the first use. */
final class RedisCache {
  private static final long SECONDS_KEPT = 300;

  private final RedisClient client;
  private StatefulRedisConnection<String, String> connection;

  RedisCache(String host, String port, String password, String certificates) {
    client = RedisClient.create(RedisURI.builder()
                                    .withHost(host)
                                    .withPort(Integer.parseInt(port))
                                    .withPassword(password.toCharArray())
                                    .withSsl(true)
                                    .withVerifyPeer(SslVerifyMode.CA)
                                    .withTimeout(Duration.ofSeconds(2))
                                    .build());
    byte[] trusted = certificates.getBytes(StandardCharsets.UTF_8);
    client.setOptions(ClientOptions.builder()
                          .sslOptions(SslOptions.builder().trustManager(() -> new ByteArrayInputStream(trusted)).build())
                          .build());
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
