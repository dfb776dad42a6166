package app;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What an input must keep: its size in JSON and its required fields, which are texts. */
record Contract(long maxBytes, Map<String, Pattern> fields) {
  /** What is wrong with an input, one sentence each; nothing if it keeps the contract. */
  List<String> problemsOf(Object value) {
    Map<String, Object> input = Json.object(value);
    if (input == null) return List.of("input: must be a JSON object");
    if (Json.write(input).getBytes(StandardCharsets.UTF_8).length > maxBytes) {
      return List.of("input: at most " + maxBytes + " bytes are taken");
    }
    List<String> problems = new ArrayList<>();
    fields.forEach((name, pattern) -> {
      Object found = input.get(name);
      if (found == null) {
        problems.add(name + ": missing");
      } else if (!(found instanceof String text)) {
        problems.add(name + ": must be a text");
      } else if (!pattern.matcher(text).matches()) {
        problems.add(name + ": must match " + pattern.pattern());
      }
    });
    return problems;
  }
}
