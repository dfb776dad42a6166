package app;

import com.google.cloud.secretmanager.v1.SecretManagerServiceClient;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Values of secrets. A rotated secret is seen after the given time. */
final class Secrets {
  static final double FIVE_MINUTES_MS = 300_000;

  private record Known(String value, long untilNs) {}

  private final SecretManagerServiceClient client = Clients.made(SecretManagerServiceClient::create);
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  /** `version` is the name of one: "projects/…/secrets/…/versions/latest". */
  String value(String version, double maxAgeMs) {
    Known found = known.get(version);
    if (found != null && System.nanoTime() - found.untilNs() < 0) return found.value();
    String value = client.accessSecretVersion(version).getPayload().getData().toStringUtf8();
    known.put(version, new Known(value, System.nanoTime() + (long) (maxAgeMs * 1e6)));
    return value;
  }
}
