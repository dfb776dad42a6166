package app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The texts in files of mounted Secrets. A rotated secret is seen after the given time. */
final class Secrets {
  static final double FIVE_MINUTES_MS = 300_000;

  private record Known(String value, long untilNs) {}

  private final Map<String, Known> known = new ConcurrentHashMap<>();

  String value(String file, double maxAgeMs) throws IOException {
    Known found = known.get(file);
    if (found != null && System.nanoTime() - found.untilNs() < 0) return found.value();
    String value = Files.readString(Path.of(file)).trim();
    known.put(file, new Known(value, System.nanoTime() + (long) (maxAgeMs * 1e6)));
    return value;
  }
}
