using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace App
{
    /// <summary>
    /// What services hand over, as inputs: messages of queues, events of Event Grid, changes of items.
    /// </summary>
    internal static class Events
    {
        private static readonly HashSet<string> Added =
            new HashSet<string> { "_rid", "_self", "_etag", "_attachments", "_ts", "_lsn" };

        /// <summary>
        /// A message is JSON, in Base64 where Event Grid put it there; an event in it is unwrapped.
        /// </summary>
        public static List<object> MessageInputs(string text, IEnumerable<string> fields)
        {
            object value;
            try
            {
                value = Json.Read(text);
            }
            catch (FormatException)
            {
                value = Json.Read(Encoding.UTF8.GetString(Convert.FromBase64String(text)));
            }
            return IsEvent(value) ? InputsOf(value, fields) : new List<object> { value };
        }

        public static List<object> EventInputs(string text, IEnumerable<string> fields)
        {
            return InputsOf(Json.Read(text), fields);
        }

        /// <summary>Items as they are now, without what Cosmos DB adds to them.</summary>
        public static List<object> ChangeInputs(string text)
        {
            return ((List<object>)Json.Read(text)).Select(ChangeInput).ToList();
        }

        /// <summary>Records of a stream are JSON.</summary>
        public static List<object> RecordInputs(IEnumerable<string> texts)
        {
            return texts.Select(Json.Read).ToList();
        }

        /// <summary>The time of the start stands for the fields that a schedule can't say.</summary>
        public static List<object> ScheduleInputs(DateTime start, IEnumerable<string> fields)
        {
            // A key takes no colons.
            return new List<object> { Standing(start.ToUniversalTime().ToString("yyyy-MM-ddTHH.mm.ss.fffZ"), fields) };
        }

        /// <summary>An event's data; of a blob its name, which stands for the fields that it can't say.</summary>
        private static List<object> InputsOf(object thing, IEnumerable<string> fields)
        {
            if (!((string)At(thing, "eventType")).StartsWith("Microsoft.Storage.Blob", StringComparison.Ordinal))
            {
                return new List<object> { At(thing, "data") };
            }
            const string before = "/blobs/";
            var subject = (string)At(thing, "subject");
            string name = subject.Substring(subject.IndexOf(before, StringComparison.Ordinal) + before.Length);
            return new List<object> { Standing(name, fields) };
        }

        private static object Standing(string key, IEnumerable<string> fields)
        {
            Dictionary<string, object> input = fields.ToDictionary(field => field, field => (object)key);
            input["id"] = key;
            return input;
        }

        private static object ChangeInput(object item)
        {
            return Json.Object(item).Where(member => !Added.Contains(member.Key))
                .ToDictionary(member => member.Key, member => member.Value);
        }

        private static bool IsEvent(object value)
        {
            return At(value, "eventType") is string && At(value, "subject") is string && At(value, "data") != null;
        }

        private static object At(object value, string name)
        {
            Dictionary<string, object> members = Json.Object(value);
            return members != null && members.TryGetValue(name, out object found) ? found : null;
        }
    }
}
