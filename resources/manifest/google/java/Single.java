package app;

import java.util.Map;

/** Pub/Sub pushes one message at a time: a batch of one. */
final class Single {
  interface StepsOfBatch {
    void run(Batch batch) throws Exception;
  }

  private Single() {}

  static Handler.StepsOfOne of(StepsOfBatch steps) {
    return input -> {
      Batch batch = new Batch();
      batch.add("message", input);
      steps.run(batch);
      for (Exception error : batch.failures().values()) throw error;
      return Map.of();
    };
  }
}
