package app;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Inputs as stores of documents take them: their numbers are 64-bit integers and doubles. */
final class Documents {
  private Documents() {}

  static Map<String, Object> of(Map<String, Object> input) {
    Map<String, Object> document = new LinkedHashMap<>();
    input.forEach((name, value) -> document.put(name, plain(value)));
    return document;
  }

  private static Object plain(Object value) {
    if (value instanceof BigDecimal || value instanceof BigInteger) return ((Number) value).doubleValue();
    if (value instanceof List<?> list) return list.stream().map(Documents::plain).toList();
    Map<String, Object> object = Json.object(value);
    return object != null ? of(object) : value;
  }
}
