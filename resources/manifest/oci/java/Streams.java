package app;

import com.oracle.bmc.streaming.StreamClient;
import com.oracle.bmc.streaming.model.PutMessagesDetails;
import com.oracle.bmc.streaming.model.PutMessagesDetailsEntry;
import com.oracle.bmc.streaming.model.PutMessagesResult;
import com.oracle.bmc.streaming.requests.PutMessagesRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Records of streams. */
final class Streams {
  private Streams() {}

  static StreamClient at(String endpoint) {
    return StreamClient.builder().configuration(Clients.ONCE).endpoint(endpoint).build(Clients.IDENTITY);
  }

  static void put(StreamClient client, String streamId, String key, String text) {
    PutMessagesDetailsEntry entry = PutMessagesDetailsEntry.builder()
                                        .key(key.getBytes(StandardCharsets.UTF_8))
                                        .value(text.getBytes(StandardCharsets.UTF_8))
                                        .build();
    PutMessagesDetails details = PutMessagesDetails.builder().messages(List.of(entry)).build();
    PutMessagesResult result =
        client.putMessages(PutMessagesRequest.builder().streamId(streamId).putMessagesDetails(details).build())
            .getPutMessagesResult();
    if (result.getFailures() > 0) {
      throw new IllegalStateException("the stream took no record: " + result.getEntries().get(0).getError());
    }
  }
}
