package app;

/** Clients of services; an instance that can't make one doesn't start. */
final class Clients {
  interface Making<T> {
    T client() throws Exception;
  }

  private Clients() {}

  static <T> T made(Making<T> making) {
    try {
      return making.client();
    } catch (RuntimeException error) {
      throw error;
    } catch (Exception error) {
      throw new IllegalStateException("a client can't be made", error);
    }
  }
}
