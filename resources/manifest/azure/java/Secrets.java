package app;

import com.azure.identity.ManagedIdentityCredentialBuilder;
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.SecretClientBuilder;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Values of secrets. A rotated secret is seen after the given time. */
final class Secrets {
  static final double FIVE_MINUTES_MS = 300_000;

  private record Known(String value, long untilNs) {}

  private final SecretClient client = new SecretClientBuilder()
                                          .vaultUrl(System.getenv("VAULT_URL"))
                                          .credential(new ManagedIdentityCredentialBuilder().build())
                                          .buildClient();
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  String value(String name, double maxAgeMs) {
    Known found = known.get(name);
    if (found != null && System.nanoTime() - found.untilNs() < 0) return found.value();
    String value = client.getSecret(name).getValue();
    known.put(name, new Known(value, System.nanoTime() + (long) (maxAgeMs * 1e6)));
    return value;
  }
}
