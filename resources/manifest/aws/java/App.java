package app;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** What Lambda calls. The clients live as long as the instance. */
public final class App implements RequestStreamHandler {
  private final Handler handler = new Handler(new Steps(new AwsServices())::run);

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
    Object event = Json.read(new String(input.readAllBytes(), StandardCharsets.UTF_8));
    try {
      output.write(Json.write(handler.handle(event)).getBytes(StandardCharsets.UTF_8));
    } catch (IOException | RuntimeException error) {
      throw error;
    } catch (InterruptedException error) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", error);
    } catch (Exception error) {
      throw new IllegalStateException(error.getMessage(), error);
    }
  }
}
