package app;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** JSON values and DynamoDB's typed ones. */
final class Items {
  private Items() {}

  static Map<String, AttributeValue> item(Map<String, Object> values) {
    Map<String, AttributeValue> item = new LinkedHashMap<>();
    values.forEach((name, value) -> item.put(name, value(value)));
    return item;
  }

  static AttributeValue value(Object value) {
    if (value == null) return AttributeValue.fromNul(true);
    if (value instanceof Boolean truth) return AttributeValue.fromBool(truth);
    if (value instanceof Number number) return AttributeValue.fromN(number.toString());
    if (value instanceof List<?> list) return AttributeValue.fromL(list.stream().map(Items::value).toList());
    Map<String, Object> object = Json.object(value);
    return object != null ? AttributeValue.fromM(item(object)) : AttributeValue.fromS(value.toString());
  }

  static Map<String, Object> object(Map<String, AttributeValue> item) {
    Map<String, Object> values = new LinkedHashMap<>();
    item.forEach((name, value) -> values.put(name, plain(value)));
    return values;
  }

  private static Object plain(AttributeValue value) {
    return switch (value.type()) {
      case S -> value.s();
      case N -> new BigDecimal(value.n());
      case BOOL -> value.bool();
      case M -> object(value.m());
      case L -> {
        List<Object> list = new ArrayList<>();
        for (AttributeValue item : value.l()) list.add(plain(item));
        yield list;
    }
      case SS -> value.ss();
      case NS -> value.ns().stream().map(BigDecimal::new).toList();
      default -> null;
    };
  }
}
