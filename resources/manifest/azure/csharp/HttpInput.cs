using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace App
{
    /// <summary>A request over HTTP.</summary>
    internal sealed class Request
    {
        public string Method { get; set; }

        public string Path { get; set; }

        public Dictionary<string, object> Query { get; } = new Dictionary<string, object>();

        public string Text { get; set; } = "";
    }

    /// <summary>
    /// A route that leads to the function: "ANY" or a method, and a path with parameters: {id}, {rest+}.
    /// </summary>
    internal sealed class Route
    {
        public Route(string method, string path)
        {
            Method = method;
            Path = path;
        }

        public string Method { get; }

        public string Path { get; }
    }

    /// <summary>Requests over HTTP as inputs.</summary>
    internal static class HttpInput
    {
        /// <summary>
        /// Query, body and path parameters as one object; of the same name the path's wins, then the body's. What is wrong
        /// with the request is added to `problems`; then there is none.
        /// </summary>
        public static Dictionary<string, object> Read(
            Request request, IEnumerable<Route> routes, long maxBytes, List<string> problems)
        {
            if (Encoding.UTF8.GetByteCount(request.Text) > maxBytes)
            {
                problems.Add("body: at most " + maxBytes + " bytes are taken");
                return null;
            }
            var input = new Dictionary<string, object>(request.Query);
            if (request.Text.Length > 0)
            {
                Dictionary<string, object> body;
                try
                {
                    body = Json.Object(Json.Read(request.Text));
                }
                catch (FormatException)
                {
                    problems.Add("body: not JSON");
                    return null;
                }
                if (body == null)
                {
                    problems.Add("body: must be a JSON object");
                    return null;
                }
                foreach (KeyValuePair<string, object> field in body) input[field.Key] = field.Value;
            }
            Dictionary<string, object> parameters = PathParameters(request.Method, request.Path, routes);
            foreach (KeyValuePair<string, object> parameter in parameters) input[parameter.Key] = parameter.Value;
            return input;
        }

        /// <summary>The parameters of the first route that fits; {name+} takes the rest of the path.</summary>
        public static Dictionary<string, object> PathParameters(string method, string path, IEnumerable<Route> routes)
        {
            foreach (Route route in routes)
            {
                if (route.Method != "ANY" && route.Method != method) continue;
                Dictionary<string, object> found = Parameters(path.Split('/'), route.Path.Split('/'));
                if (found != null) return found;
            }
            return new Dictionary<string, object>();
        }

        /// <summary>201 for what was posted, 404 for a read that found nothing, else 200.</summary>
        public static int SuccessStatus(string method, Dictionary<string, object> found)
        {
            if (method == "POST") return 201;
            bool nothing = found.Count > 0 && found.Values.All(value => value == null);
            return method == "GET" && nothing ? 404 : 200;
        }

        private static Dictionary<string, object> Parameters(string[] parts, string[] names)
        {
            var found = new Dictionary<string, object>();
            for (int index = 0; index < names.Length; ++index)
            {
                string name = names[index];
                if (index >= parts.Length) return null;
                if (name.StartsWith("{", StringComparison.Ordinal) && name.EndsWith("+}", StringComparison.Ordinal))
                {
                    string rest = string.Join("/", parts.Skip(index));
                    found[name.Substring(1, name.Length - 3)] = Uri.UnescapeDataString(rest);
                    return found;
                }
                if (name.StartsWith("{", StringComparison.Ordinal) && name.EndsWith("}", StringComparison.Ordinal))
                {
                    if (parts[index].Length == 0) return null;
                    found[name.Substring(1, name.Length - 2)] = Uri.UnescapeDataString(parts[index]);
                }
                else if (name != parts[index])
                {
                    return null;
                }
            }
            return parts.Length == names.Length ? found : null;
        }
    }
}
