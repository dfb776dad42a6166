// Requests over HTTP of API Management, as the runner takes them.
export function requestHandler(runner) {
  return async (request) => {
    const url = new URL(request.url);
    const query = Object.fromEntries(url.searchParams);
    try {
      const { status, body } = await runner.answer({ method: request.method, path: url.pathname, query, text: await request.text() });
      return { status, jsonBody: body };
    } catch (error) {
      console.error(JSON.stringify({ event: 'request failed', error: error.name, message: error.message }));
      return { status: 500, jsonBody: { error: 'failed' } }; // without details
    }
  };
}
