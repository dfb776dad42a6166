package app;

import com.oracle.bmc.ClientConfiguration;
import com.oracle.bmc.auth.ResourcePrincipalAuthenticationDetailsProvider;
import com.oracle.bmc.retrier.RetryConfiguration;

/** How clients sign and how often they try: as the function itself, and once a call. */
final class Clients {
  static final ResourcePrincipalAuthenticationDetailsProvider IDENTITY =
      ResourcePrincipalAuthenticationDetailsProvider.builder().build();
  static final ClientConfiguration ONCE = ClientConfiguration.builder()
                                              .connectionTimeoutMillis(5000)
                                              .retryConfiguration(RetryConfiguration.NO_RETRY_CONFIGURATION)
                                              .build();

  private Clients() {}
}
