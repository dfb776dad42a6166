package app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The messages of one invocation and which of them have failed. A failed message takes no part in later steps. */
final class Batch {
  /** What is done with one input. */
  interface Step {
    void run(Map<String, Object> input) throws Exception;
  }

  private record Message(String id, Map<String, Object> input) {}

  private final List<Message> messages = new ArrayList<>();
  private final Map<String, Exception> failures = new LinkedHashMap<>();

  synchronized void add(String id, Map<String, Object> input) { messages.add(new Message(id, input)); }

  synchronized void fail(String id, Exception error) { failures.put(id, error); }

  synchronized Map<String, Exception> failures() { return new LinkedHashMap<>(failures); }

  private synchronized List<Message> live() {
    return messages.stream().filter(message -> !failures.containsKey(message.id())).toList();
  }

  /** A step for each message, one after the other. */
  void each(Step step) { each(step, null); }

  /** Where the step fails, `caught` makes up for it. */
  void each(Step step, Step caught) {
    for (Message message : live()) {
      try {
        carryOut(step, caught, message.input());
      } catch (Exception error) { // any failure of a step is the message's
        fail(message.id(), error);
      }
    }
  }

  /** A step for the whole batch: it gets the first message's fields and all messages. Its failure fails the batch. */
  void once(Step step) throws Exception { once(step, null); }

  void once(Step step, Step caught) throws Exception {
    List<Map<String, Object>> inputs = live().stream().map(Message::input).toList();
    if (inputs.isEmpty()) return;
    Map<String, Object> input = inputs.get(0);
    if (inputs.size() > 1) {
      input = new LinkedHashMap<>(input);
      input.put("messages", inputs);
    }
    carryOut(step, caught, input);
  }

  private static void carryOut(Step step, Step caught, Map<String, Object> input) throws Exception {
    try {
      step.run(input);
    } catch (Exception error) {
      if (caught == null) throw error;
      Log.warn("caught", "error", error);
      caught.run(input);
    }
  }
}
