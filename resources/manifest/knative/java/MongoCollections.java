package app;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;

/** Collections of MongoDB in the database that an address names; there is one client for each address. */
final class MongoCollections {
  private static final Map<String, MongoClient> CLIENTS = new ConcurrentHashMap<>();

  private MongoCollections() {}

  static MongoCollection<Document> at(String address, String name) {
    ConnectionString known = new ConnectionString(address);
    MongoClient client = CLIENTS.computeIfAbsent(address, key -> MongoClients.create(known));
    return client.getDatabase(known.getDatabase() == null ? "test" : known.getDatabase()).getCollection(name);
  }
}
