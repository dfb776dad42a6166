package app;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The server of this function. The clients live as long as the instance. */
public final class App {
  private App() {}

  public static void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(Objects.requireNonNullElse(System.getenv("PORT"), "8080"));
    // Knative limits what comes at once.
    ExecutorService threads = Executors.newCachedThreadPool();
    HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
    server.createContext("/", new Server(new Handler(new Steps(new KnativeServices())::run)));
    server.setExecutor(threads);
    server.start();
    // Knative sends SIGTERM before an instance leaves; what is under way is finished.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> finish(threads)));
  }

  private static void finish(ExecutorService threads) {
    threads.shutdown();
    try {
      threads.awaitTermination(10, TimeUnit.MINUTES);
    } catch (InterruptedException error) {
      Thread.currentThread().interrupt();
    }
  }
}
