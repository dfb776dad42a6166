package app;

import com.fnproject.fn.api.OutputEvent;
import com.fnproject.fn.api.httpgateway.HTTPGatewayContext;
import java.nio.charset.StandardCharsets;

/** What Fn calls. The clients live as long as the container. */
public final class App {
  private final Invocations invocations = new Invocations(new Handler(new Steps(new OciServices())::run));

  /** As a text, so that a body that isn't JSON gets an answer and not an exception. */
  public OutputEvent handle(HTTPGatewayContext gateway, String body) throws Exception {
    Handler.Answer answer = invocations.answer(gateway.getMethod(), gateway.getRequestURL(), body);
    if (!gateway.getMethod().isEmpty()) {
      gateway.setStatusCode(answer.status());
      gateway.setResponseHeader("Content-Type", "application/json");
    }
    byte[] text = Json.write(answer.body()).getBytes(StandardCharsets.UTF_8);
    return OutputEvent.fromBytes(text, OutputEvent.Status.Success, "application/json");
  }
}
