// The part of System.Text.Json that exported code calls, without bodies: learn.microsoft.com/dotnet/api/system.text.json, 2026.
using System;
using System.Collections.Generic;

namespace System.Text.Encodings.Web
{
    public abstract class JavaScriptEncoder
    {
        public static JavaScriptEncoder UnsafeRelaxedJsonEscaping { get { throw null; } }
    }
}

namespace System.Text.Json
{
    public class JsonException : Exception { }

    public sealed class JsonSerializerOptions
    {
        public Encodings.Web.JavaScriptEncoder Encoder { get; set; }
    }

    public static class JsonSerializer
    {
        public static string Serialize<T>(T value, JsonSerializerOptions options = null) { throw null; }
    }

    public enum JsonValueKind { Undefined, Object, Array, String, Number, True, False, Null }

    public sealed class JsonDocument : IDisposable
    {
        public static JsonDocument Parse(string json) { throw null; }
        public JsonElement RootElement { get { throw null; } }
        public void Dispose() { }
    }

    public struct JsonProperty
    {
        public string Name { get { throw null; } }
        public JsonElement Value { get { throw null; } }
    }

    public struct JsonElement
    {
        public JsonValueKind ValueKind { get { throw null; } }
        public IEnumerable<JsonProperty> EnumerateObject() { throw null; }
        public IEnumerable<JsonElement> EnumerateArray() { throw null; }
        public string GetString() { throw null; }
        public bool TryGetInt64(out long value) { throw null; }
        public bool TryGetDecimal(out decimal value) { throw null; }
        public double GetDouble() { throw null; }
    }
}
