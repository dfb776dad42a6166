package app;

import java.util.LinkedHashMap;
import java.util.Map;

/** Structured logs: one JSON object a line; fields without a value are left out. */
final class Log {
  private Log() {}

  static void info(String event, Object... namesAndValues) { line("INFO", event, namesAndValues); }

  static void warn(String event, Object... namesAndValues) { line("WARN", event, namesAndValues); }

  static void error(String event, Object... namesAndValues) { line("ERROR", event, namesAndValues); }

  private static void line(String level, String event, Object... namesAndValues) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("level", level);
    fields.put("event", event);
    for (int i = 0; i + 1 < namesAndValues.length; i += 2) {
      if (namesAndValues[i + 1] != null) fields.put(namesAndValues[i].toString(), namesAndValues[i + 1].toString());
    }
    System.out.println(Json.write(fields));
  }
}
