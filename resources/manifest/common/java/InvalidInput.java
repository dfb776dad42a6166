package app;

import java.util.List;

/** An input that breaks the contract. */
final class InvalidInput extends Exception {
  private static final long serialVersionUID = 1L;

  InvalidInput(List<String> problems) { super("invalid input: " + String.join("; ", problems)); }
}
