using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Text;

namespace App
{
    /// <summary>
    /// Events of the services that invoke a function: records of queues, topics, streams, tables and stores, and what comes
    /// over a WebSocket connection.
    /// </summary>
    internal static class Events
    {
        /// <summary>The value that the names lead to, or null.</summary>
        public static object At(object from, params string[] path)
        {
            object found = from;
            foreach (string name in path)
            {
                Dictionary<string, object> members = Json.Object(found);
                if (members == null || !members.TryGetValue(name, out found)) return null;
            }
            return found;
        }

        /// <summary>The records of an event, or null if it has none.</summary>
        public static List<Dictionary<string, object>> Records(object thing)
        {
            return (At(thing, "Records") as List<object>)?.Select(Json.Object).ToList();
        }

        /// <summary>Whether single records can be handed back: those of a queue. Others fail together.</summary>
        public static bool TakesBackItems(IEnumerable<Dictionary<string, object>> records)
        {
            return records.All(record => record.ContainsKey("messageId") && record.ContainsKey("body"));
        }

        public static string RecordId(Dictionary<string, object> record)
        {
            object id = At(record, "messageId") ?? At(record, "Sns", "MessageId") ?? At(record, "kinesis", "sequenceNumber") ??
                At(record, "dynamodb", "SequenceNumber") ?? At(record, "s3", "object", "sequencer") ??
                At(record, "s3", "object", "key");
            return Convert.ToString(id, CultureInfo.InvariantCulture);
        }

        /// <summary>What a record hands on. A field that a stored object can't say is its key.</summary>
        public static List<object> RecordInputs(Dictionary<string, object> record, Contract contract)
        {
            if (At(record, "Sns", "Message") is string text) return InputsOf(Json.Read(text), contract);
            if (At(record, "kinesis", "data") is string data)
            {
                return InputsOf(Json.Read(Encoding.UTF8.GetString(Convert.FromBase64String(data))), contract);
            }
            if (At(record, "dynamodb") != null) return new List<object> { ChangeInput(record) };
            if (At(record, "s3", "object", "key") is string key)
            {
                return new List<object> { WithKey(WebUtility.UrlDecode(key), contract) };
            }
            return InputsOf(Json.Read((string)At(record, "body")), contract);
        }

        /// <summary>
        /// What a store tells through a queue, topic or bus is unwrapped; anything else is the input itself.
        /// </summary>
        public static List<object> InputsOf(object value, Contract contract)
        {
            List<Dictionary<string, object>> records = Records(value);
            if (records != null) return records.SelectMany(record => RecordInputs(record, contract)).ToList();
            if (At(value, "Event") as string == "s3:TestEvent") return new List<object>();
            if (At(value, "bucket", "name") != null && At(value, "object", "key") is string key)
            {
                return new List<object> { WithKey(key, contract) };
            }
            return new List<object> { value };
        }

        public static bool IsSocket(Dictionary<string, object> thing)
        {
            return At(thing, "requestContext", "connectionId") != null;
        }

        /// <summary>
        /// What came over a connection. A field that the message doesn't say is the connection, in letters that a key may
        /// have.
        /// </summary>
        public static Taken SocketInput(Dictionary<string, object> thing, Contract contract)
        {
            var connection = (string)At(thing, "requestContext", "connectionId");
            string text = At(thing, "body") as string ?? "";
            if (Encoding.UTF8.GetByteCount(text) > contract.MaxBytes)
            {
                return Taken.Problem("body: at most " + contract.MaxBytes + " bytes are taken");
            }
            object message = null;
            if (text.Length > 0)
            {
                try
                {
                    message = Json.Read(text);
                }
                catch (FormatException)
                {
                    return Taken.Problem("body: not JSON");
                }
                if (Json.Object(message) == null) return Taken.Problem("body: must be a JSON object");
            }
            var input = new Dictionary<string, object>();
            foreach (string name in contract.Fields.Keys) input[name] = "c-" + connection.Replace("=", "");
            Http.Merge(input, At(thing, "queryStringParameters"));
            Http.Merge(input, message);
            input["connectionId"] = connection;
            return Taken.Of(input);
        }

        private static Dictionary<string, object> WithKey(string key, Contract contract)
        {
            var input = new Dictionary<string, object>();
            foreach (string name in contract.Fields.Keys) input[name] = key;
            input["id"] = key;
            return input;
        }

        /// <summary>The item as it is now, or as it was before it was removed.</summary>
        private static Dictionary<string, object> ChangeInput(Dictionary<string, object> record)
        {
            object item = At(record, "dynamodb", "NewImage") ?? At(record, "dynamodb", "OldImage") ??
                At(record, "dynamodb", "Keys");
            Dictionary<string, object> input = PlainMembers(item);
            input["change"] = At(record, "eventName");
            return input;
        }

        private static Dictionary<string, object> PlainMembers(object attributes)
        {
            var members = new Dictionary<string, object>();
            foreach (KeyValuePair<string, object> attribute in Json.Object(attributes) ?? new Dictionary<string, object>())
            {
                members[attribute.Key] = Plain(attribute.Value);
            }
            return members;
        }

        private static object Plain(object attribute)
        {
            KeyValuePair<string, object> typed = Json.Object(attribute).First();
            switch (typed.Key)
            {
                case "N": return Json.Read((string)typed.Value);
                case "NS": return ((List<object>)typed.Value).Select(number => Json.Read((string)number)).ToList();
                case "NULL": return null;
                case "L": return ((List<object>)typed.Value).Select(Plain).ToList();
                case "M": return PlainMembers(typed.Value);
                default: return typed.Value;
            }
        }
    }
}
