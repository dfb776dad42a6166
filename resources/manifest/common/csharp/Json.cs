using System;
using System.Collections.Generic;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace App
{
    /// <summary>JSON both ways: objects are dictionaries, arrays lists, numbers long, decimal or double.</summary>
    internal static class Json
    {
        private static readonly JsonSerializerOptions Options =
            new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

        /// <summary>Throws FormatException where the text is not JSON.</summary>
        public static object Read(string text)
        {
            try
            {
                using (JsonDocument document = JsonDocument.Parse(text)) return Plain(document.RootElement);
            }
            catch (JsonException error)
            {
                throw new FormatException("not JSON", error);
            }
        }

        public static string Write(object value)
        {
            return JsonSerializer.Serialize(value, Options);
        }

        /// <summary>The value as an object, or null if it is none.</summary>
        public static Dictionary<string, object> Object(object value)
        {
            return value as Dictionary<string, object>;
        }

        private static object Plain(JsonElement element)
        {
            switch (element.ValueKind)
            {
                case JsonValueKind.Object:
                    var members = new Dictionary<string, object>();
                    foreach (JsonProperty member in element.EnumerateObject()) members[member.Name] = Plain(member.Value);
                    return members;
                case JsonValueKind.Array:
                    var items = new List<object>();
                    foreach (JsonElement item in element.EnumerateArray()) items.Add(Plain(item));
                    return items;
                case JsonValueKind.String: return element.GetString();
                case JsonValueKind.True: return true;
                case JsonValueKind.False: return false;
                case JsonValueKind.Number:
                    if (element.TryGetInt64(out long whole)) return whole;
                    if (element.TryGetDecimal(out decimal exact)) return exact;
                    return element.GetDouble();
                default: return null;
            }
        }
    }
}
