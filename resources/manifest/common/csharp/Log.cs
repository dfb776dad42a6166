using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Threading;

namespace App
{
    /// <summary>Structured logs: one JSON object a line, with the trace that the invocation belongs to.</summary>
    internal static class Log
    {
        private static readonly AsyncLocal<string> CurrentTrace = new AsyncLocal<string>();

        // The process's own output: what the platform puts in the place of Console.Out would wrap the lines.
        private static readonly TextWriter Lines =
            TextWriter.Synchronized(new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });

        /// <summary>The trace of this invocation and of all that it starts.</summary>
        public static string Trace
        {
            get { return CurrentTrace.Value; }
            set { CurrentTrace.Value = value; }
        }

        public static void Info(string what, params object[] namesAndValues) { Line("INFO", what, namesAndValues); }

        public static void Warn(string what, params object[] namesAndValues) { Line("WARN", what, namesAndValues); }

        public static void Error(string what, params object[] namesAndValues) { Line("ERROR", what, namesAndValues); }

        private static void Line(string level, string what, object[] namesAndValues)
        {
            var fields = new Dictionary<string, object>
            {
                ["timestamp"] = DateTime.UtcNow.ToString("o", CultureInfo.InvariantCulture),
                ["level"] = level,
                ["event"] = what
            };
            if (!string.IsNullOrEmpty(Trace)) fields["trace"] = Trace;
            for (int i = 0; i + 1 < namesAndValues.Length; i += 2)
            {
                fields[namesAndValues[i].ToString()] = TextOf(namesAndValues[i + 1]);
            }
            Lines.WriteLine(Json.Write(fields));
        }

        private static object TextOf(object value)
        {
            if (value is IEnumerable<string> texts) return string.Join("; ", texts);
            return Convert.ToString(value, CultureInfo.InvariantCulture);
        }
    }
}
