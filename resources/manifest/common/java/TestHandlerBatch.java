package app;

import java.util.Map;

/** Handlers whose steps are stood in for. */
final class TestHandler {
  interface Step {
    void run(Map<String, Object> input);
  }

  private TestHandler() {}

  static Handler taking(Step step) { return new Handler(batch -> batch.each(step::run)); }
}
