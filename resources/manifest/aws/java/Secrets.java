package app;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Values of secrets. A rotated secret is seen after the given time. */
final class Secrets {
  static final double FIVE_MINUTES_MS = 300_000;

  private record Known(String value, long untilNs) {}

  private final SecretsManagerClient client = SecretsManagerClient.create();
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  String value(String arn, double maxAgeMs) {
    Known found = known.get(arn);
    if (found != null && System.nanoTime() - found.untilNs() < 0) return found.value();
    String value = client.getSecretValue(request -> request.secretId(arn)).secretString();
    known.put(arn, new Known(value, System.nanoTime() + (long) (maxAgeMs * 1e6)));
    return value;
  }
}
