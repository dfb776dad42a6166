using System.Collections.Generic;
using System.Text;
using System.Text.RegularExpressions;

namespace App
{
    /// <summary>What an input must keep: its size in JSON and its required fields, which are texts.</summary>
    internal sealed class Contract
    {
        public Contract(long maxBytes, IReadOnlyDictionary<string, Regex> fields)
        {
            MaxBytes = maxBytes;
            Fields = fields;
        }

        public long MaxBytes { get; }

        public IReadOnlyDictionary<string, Regex> Fields { get; }

        /// <summary>What is wrong with an input, one sentence each; nothing if it keeps the contract.</summary>
        public List<string> ProblemsOf(object value)
        {
            var problems = new List<string>();
            Dictionary<string, object> input = Json.Object(value);
            if (input == null)
            {
                problems.Add("input: must be a JSON object");
                return problems;
            }
            if (Encoding.UTF8.GetByteCount(Json.Write(input)) > MaxBytes)
            {
                problems.Add("input: at most " + MaxBytes + " bytes are taken");
                return problems;
            }
            foreach (KeyValuePair<string, Regex> field in Fields)
            {
                input.TryGetValue(field.Key, out object found);
                if (found == null) problems.Add(field.Key + ": missing");
                else if (!(found is string text)) problems.Add(field.Key + ": must be a text");
                else if (!field.Value.IsMatch(text)) problems.Add(field.Key + ": must match " + field.Value);
            }
            return problems;
        }
    }
}
