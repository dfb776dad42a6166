package app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** One line of JSON each, which Cloud Logging reads with its severity. */
final class Log {
  /** The field that joins a line to the trace of its request. */
  static final String TRACE = "logging.googleapis.com/trace";

  private Log() {}

  static void info(String message, Object... namesAndValues) { line("INFO", message, namesAndValues); }

  static void warn(String message, Object... namesAndValues) { line("WARNING", message, namesAndValues); }

  static void error(String message, Object... namesAndValues) { line("ERROR", message, namesAndValues); }

  /** The name of the trace that a request's x-cloud-trace-context belongs to; null where there is none. */
  static String trace(String context) {
    String project = System.getenv("GOOGLE_CLOUD_PROJECT");
    return context == null || project == null ? null : "projects/" + project + "/traces/" + context.split("/", 2)[0];
  }

  /** Fields without a value are left out. */
  private static void line(String severity, String message, Object... namesAndValues) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("severity", severity);
    fields.put("message", message);
    for (int i = 0; i + 1 < namesAndValues.length; i += 2) {
      Object value = namesAndValues[i + 1];
      if (value == null) continue;
      fields.put(namesAndValues[i].toString(), value.toString());
      if (value instanceof Throwable error) {
        StringWriter stack = new StringWriter();
        error.printStackTrace(new PrintWriter(stack));
        fields.put("stack", stack.toString());
      }
    }
    System.out.println(Json.write(fields));
  }
}
