package app;

import com.oracle.bmc.queue.QueueClient;
import com.oracle.bmc.queue.model.PutMessagesDetails;
import com.oracle.bmc.queue.model.PutMessagesDetailsEntry;
import com.oracle.bmc.queue.requests.PutMessagesRequest;
import java.util.List;

/** Messages of queues. */
final class Queues {
  private Queues() {}

  static QueueClient at(String endpoint) {
    return QueueClient.builder().configuration(Clients.ONCE).endpoint(endpoint).build(Clients.IDENTITY);
  }

  static void put(QueueClient client, String queueId, String text) {
    PutMessagesDetailsEntry entry = PutMessagesDetailsEntry.builder().content(text).build();
    PutMessagesDetails details = PutMessagesDetails.builder().messages(List.of(entry)).build();
    client.putMessages(PutMessagesRequest.builder().queueId(queueId).putMessagesDetails(details).build());
  }
}
