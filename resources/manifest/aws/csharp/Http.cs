using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace App
{
    /// <summary>What a request carries: an input, or what is wrong with it.</summary>
    internal sealed class Taken
    {
        private Taken(Dictionary<string, object> input, List<string> problems)
        {
            Input = input;
            Problems = problems;
        }

        public Dictionary<string, object> Input { get; }

        public List<string> Problems { get; }

        public static Taken Problem(string text) { return new Taken(null, new List<string> { text }); }

        public static Taken Of(Dictionary<string, object> input) { return new Taken(input, new List<string>()); }

        /// <summary>What is wrong with it, by the contract too.</summary>
        public List<string> ProblemsBy(Contract contract)
        {
            return Problems.Count > 0 ? Problems : contract.ProblemsOf(Input);
        }
    }

    /// <summary>Events of an HTTP API (payload format 2.0).</summary>
    internal static class Http
    {
        public static bool IsRequest(Dictionary<string, object> thing)
        {
            return Events.At(thing, "requestContext", "http") != null;
        }

        public static object RequestId(Dictionary<string, object> request)
        {
            return Events.At(request, "requestContext", "requestId");
        }

        /// <summary>
        /// Query, body and path parameters as one object; of the same name the path's wins, then the body's.
        /// </summary>
        public static Taken Input(Dictionary<string, object> request, long maxBytes)
        {
            string body = Events.At(request, "body") as string ?? "";
            byte[] bytes = Encoding.UTF8.GetBytes(body);
            if (Events.At(request, "isBase64Encoded") is bool coded && coded) bytes = Convert.FromBase64String(body);
            if (bytes.Length > maxBytes) return Taken.Problem("body: at most " + maxBytes + " bytes are taken");
            var input = new Dictionary<string, object>();
            Merge(input, Events.At(request, "queryStringParameters"));
            if (bytes.Length > 0)
            {
                object value;
                try
                {
                    value = Json.Read(Encoding.UTF8.GetString(bytes));
                }
                catch (FormatException)
                {
                    return Taken.Problem("body: not JSON");
                }
                if (Json.Object(value) == null) return Taken.Problem("body: must be a JSON object");
                Merge(input, value);
            }
            Merge(input, Events.At(request, "pathParameters"));
            return Taken.Of(input);
        }

        /// <summary>Takes over the fields of an object, if it is one.</summary>
        public static void Merge(Dictionary<string, object> input, object fields)
        {
            foreach (KeyValuePair<string, object> field in Json.Object(fields) ?? new Dictionary<string, object>())
            {
                input[field.Key] = field.Value;
            }
        }

        public static Dictionary<string, object> Response(int status, Dictionary<string, object> body)
        {
            return new Dictionary<string, object>
            {
                ["statusCode"] = status,
                ["headers"] = new Dictionary<string, object> { ["content-type"] = "application/json" },
                ["body"] = Json.Write(body)
            };
        }

        public static Dictionary<string, object> Done()
        {
            return Response(200, new Dictionary<string, object> { ["status"] = "done" });
        }

        public static Dictionary<string, object> Refusal(Dictionary<string, object> request, List<string> problems)
        {
            Log.Warn("request refused", "requestId", RequestId(request), "problems", problems);
            return Response(400, new Dictionary<string, object> { ["error"] = "invalid input", ["problems"] = problems });
        }

        /// <summary>201 for what was posted, 404 for a read that found nothing, else 200.</summary>
        public static int SuccessStatus(Dictionary<string, object> request, Dictionary<string, object> found)
        {
            var method = Events.At(request, "requestContext", "http", "method") as string;
            if (method == "POST") return 201;
            bool nothing = found.Count > 0 && found.Values.All(value => value == null);
            return method == "GET" && nothing ? 404 : 200;
        }
    }
}
