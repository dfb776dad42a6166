import com.sun.source.util.JavacTask;
import java.io.File;
import java.util.Arrays;
import java.util.List;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Whether files are Java as far as that can be told without the libraries that they import. Prints what isn't, ends with 1.
 */
public final class ParseJava {
  public static void main(String[] paths) throws Exception {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var found = new DiagnosticCollector<JavaFileObject>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(found, null, null)) {
      var units = files.getJavaFileObjectsFromFiles(Arrays.stream(paths).map(File::new).toList());
      ((JavacTask) compiler.getTask(null, files, found, List.of("-proc:none"), null, units)).parse();
    }
    for (Diagnostic<?> problem : found.getDiagnostics()) System.out.println(problem);
    System.exit(found.getDiagnostics().isEmpty() && paths.length > 0 ? 0 : 1);
  }
}
