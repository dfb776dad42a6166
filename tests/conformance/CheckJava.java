import com.sun.source.util.JavacTask;
import java.io.File;
import java.io.PrintWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/**
 * Compiles the Java code of many functions in one process and runs their tests. Standard input has a line for each function,
 * `function NAME`, followed by its files: `parse PATH` for those that can't be compiled here, `compile PATH` for the others.
 * Prints `NAME<tab>parsed|compiled|tests<tab>what is wrong`, with the number of tests in place of a fault, and ends with 0.
 */
public final class CheckJava {
  private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
  private static final String CLASSPATH = System.getProperty("java.class.path");
  private static final PrintWriter OUT = new PrintWriter(System.out, true);

  private final String name;
  private final List<File> parse = new ArrayList<>();
  private final List<File> compile = new ArrayList<>();

  private CheckJava(String name) { this.name = name; }

  public static void main(String[] arguments) throws Exception {
    System.setOut(System.err); // of what the tests say
    List<CheckJava> functions = new ArrayList<>();
    for (String line : new String(System.in.readAllBytes()).lines().toList()) {
      String[] words = line.split(" ", 2);
      if (words[0].equals("function")) functions.add(new CheckJava(words[1]));
      CheckJava last = functions.get(functions.size() - 1);
      if (words[0].equals("parse")) last.parse.add(new File(words[1]));
      if (words[0].equals("compile")) last.compile.add(new File(words[1]));
    }
    for (CheckJava function : functions) function.check();
    System.exit(0);
  }

  private void say(String what, String text) { OUT.println(name + "\t" + what + "\t" + text.replace('\n', ' ')); }

  private void check() throws Exception {
    say("parsed", parse.isEmpty() ? "" : parseFaults());
    Path out = Files.createTempDirectory("check-java");
    try {
      var problems = new DiagnosticCollector<JavaFileObject>();
      List<String> options = List.of("-Xlint:all,-path", "-Werror", "-cp", CLASSPATH, "-d", out.toString());
      try (StandardJavaFileManager files = COMPILER.getStandardFileManager(problems, null, null)) {
        COMPILER.getTask(null, files, problems, options, null, files.getJavaFileObjectsFromFiles(compile)).call();
      }
      say("compiled", faults(problems));
      if (problems.getDiagnostics().isEmpty()) test(out);
    } finally {
      try (var paths = Files.walk(out)) {
        for (Path path : paths.sorted((a, b) -> b.compareTo(a)).toList()) Files.delete(path);
      }
    }
  }

  private String parseFaults() throws Exception {
    var found = new DiagnosticCollector<JavaFileObject>();
    try (StandardJavaFileManager files = COMPILER.getStandardFileManager(found, null, null)) {
      var units = files.getJavaFileObjectsFromFiles(parse);
      ((JavacTask) COMPILER.getTask(null, files, found, List.of("-proc:none"), null, units)).parse();
    }
    return faults(found);
  }

  private static String faults(DiagnosticCollector<JavaFileObject> found) {
    StringBuilder text = new StringBuilder();
    for (Diagnostic<?> problem : found.getDiagnostics()) text.append(problem).append('\n');
    return text.toString();
  }

  private void test(Path out) throws Exception {
    var listener = new SummaryGeneratingListener();
    try (var loader = new URLClassLoader(new URL[] {out.toUri().toURL()})) {
      Thread.currentThread().setContextClassLoader(loader);
      Launcher launcher = LauncherFactory.create();
      var classes = DiscoverySelectors.selectClasspathRoots(Set.of(out));
      launcher.execute(LauncherDiscoveryRequestBuilder.request().selectors(classes).build(), listener);
    }
    var summary = listener.getSummary();
    StringBuilder failed = new StringBuilder();
    summary.getFailures().forEach(one -> failed.append(one.getTestIdentifier().getDisplayName() + ": " + one.getException()));
    say("tests", failed.isEmpty() ? String.valueOf(summary.getTestsSucceededCount()) : failed.toString());
  }
}
