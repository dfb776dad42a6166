package app;

import com.oracle.bmc.secrets.SecretsClient;
import com.oracle.bmc.secrets.model.Base64SecretBundleContentDetails;
import com.oracle.bmc.secrets.requests.GetSecretBundleRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Values of secrets of the vault. A rotated secret is seen after the given time. */
final class Secrets {
  static final double FIVE_MINUTES_MS = 300_000;

  private record Known(String value, long untilNs) {}

  private final SecretsClient client = SecretsClient.builder().configuration(Clients.ONCE).build(Clients.IDENTITY);
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  String value(String secretId, double maxAgeMs) {
    Known found = known.get(secretId);
    if (found != null && System.nanoTime() - found.untilNs() < 0) return found.value();
    var bundle = client.getSecretBundle(GetSecretBundleRequest.builder().secretId(secretId).build()).getSecretBundle();
    String coded = ((Base64SecretBundleContentDetails) bundle.getSecretBundleContent()).getContent();
    String value = new String(Base64.getDecoder().decode(coded), StandardCharsets.UTF_8);
    known.put(secretId, new Known(value, System.nanoTime() + (long) (maxAgeMs * 1e6)));
    return value;
  }
}
