package app;

import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.IdTokenCredentials;
import com.google.auth.oauth2.IdTokenProvider;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tokens of the function's own identity for the services that it calls; they are kept until they expire. */
final class IdentityTokens {
  private final IdTokenProvider identity = Clients.made(() -> (IdTokenProvider) GoogleCredentials.getApplicationDefault());
  private final Map<String, IdTokenCredentials> known = new ConcurrentHashMap<>();

  String value(String url) throws IOException {
    IdTokenCredentials credentials = known.computeIfAbsent(url, this::credentials);
    credentials.refreshIfExpired();
    return credentials.getAccessToken().getTokenValue();
  }

  private IdTokenCredentials credentials(String url) {
    return IdTokenCredentials.newBuilder().setIdTokenProvider(identity).setTargetAudience(url).build();
  }
}
