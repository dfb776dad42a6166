package app;

/** What Google Cloud calls. The clients live as long as the instance. */
public final class App extends Entry {
  public App() { super(new Handler(new Steps(new GoogleServices())::run)); }
}
