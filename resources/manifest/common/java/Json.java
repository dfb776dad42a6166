package app;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;

/** JSON both ways: objects are maps, fractions BigDecimal. */
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper()
                                                 .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                                                 .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private Json() {}

  /** Throws IllegalArgumentException where the text is not JSON. */
  static Object read(String text) {
    try {
      return MAPPER.readValue(text, Object.class);
    } catch (IOException error) {
      throw new IllegalArgumentException("not JSON", error);
    }
  }

  static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (IOException error) {
      throw new IllegalArgumentException("not to be said in JSON", error);
    }
  }

  /** The value as an object, or null if it is none. */
  @SuppressWarnings("unchecked")
  static Map<String, Object> object(Object value) {
    return value instanceof Map ? (Map<String, Object>) value : null;
  }
}
