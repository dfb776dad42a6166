// Takes the place of an exported Json.cs where System.Text.Json is absent: the same methods, values and texts.
using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace App
{
    internal static class Json
    {
        public static object Read(string text)
        {
            var reader = new Reader { Text = text };
            object value = reader.Value();
            reader.Blank();
            if (reader.At < text.Length) throw new FormatException("not JSON");
            return value;
        }

        public static string Write(object value)
        {
            var text = new StringBuilder();
            Write(text, value);
            return text.ToString();
        }

        public static Dictionary<string, object> Object(object value)
        {
            return value as Dictionary<string, object>;
        }

        private static void Write(StringBuilder text, object value)
        {
            string before = "";
            if (value == null) text.Append("null");
            else if (value is bool truth) text.Append(truth ? "true" : "false");
            else if (value is string letters) Quote(text, letters);
            else if (value is Dictionary<string, object> members)
            {
                text.Append('{');
                foreach (KeyValuePair<string, object> member in members)
                {
                    text.Append(before);
                    Quote(text, member.Key);
                    text.Append(':');
                    Write(text, member.Value);
                    before = ",";
                }
                text.Append('}');
            }
            else if (value is IEnumerable items)
            {
                text.Append('[');
                foreach (object item in items)
                {
                    text.Append(before);
                    Write(text, item);
                    before = ",";
                }
                text.Append(']');
            }
            else if (value.GetType().IsPrimitive || value is decimal)
            {
                text.Append(Convert.ToString(value, CultureInfo.InvariantCulture));
            }
            else
            {
                throw new NotSupportedException(value.GetType().Name);
            }
        }

        private static void Quote(StringBuilder text, string letters)
        {
            text.Append('"');
            foreach (char letter in letters)
            {
                if (letter == '"' || letter == '\\') text.Append('\\').Append(letter);
                else if (letter < ' ') text.Append("\\u").Append(((int)letter).ToString("x4"));
                else text.Append(letter);
            }
            text.Append('"');
        }

        private sealed class Reader
        {
            public string Text;
            public int At;

            public void Blank()
            {
                while (At < Text.Length && " \t\r\n".IndexOf(Text[At]) >= 0) ++At;
            }

            private bool Take(char letter)
            {
                Blank();
                if (At >= Text.Length || Text[At] != letter) return false;
                ++At;
                return true;
            }

            private void Need(char letter)
            {
                if (!Take(letter)) throw new FormatException("not JSON");
            }

            private bool Word(string word)
            {
                if (string.CompareOrdinal(Text, At, word, 0, word.Length) != 0) return false;
                At += word.Length;
                return true;
            }

            public object Value()
            {
                Blank();
                if (At >= Text.Length) throw new FormatException("not JSON");
                if (Text[At] == '"') return Letters();
                if (Word("true")) return true;
                if (Word("false")) return false;
                if (Word("null")) return null;
                if (Take('{')) return Members();
                if (Take('[')) return Items();
                return Number();
            }

            private Dictionary<string, object> Members()
            {
                var members = new Dictionary<string, object>();
                if (Take('}')) return members;
                do
                {
                    Blank();
                    string name = Letters();
                    Need(':');
                    members[name] = Value();
                } while (Take(','));
                Need('}');
                return members;
            }

            private List<object> Items()
            {
                var items = new List<object>();
                if (Take(']')) return items;
                do items.Add(Value());
                while (Take(','));
                Need(']');
                return items;
            }

            private object Number()
            {
                int start = At;
                while (At < Text.Length && "+-.0123456789eE".IndexOf(Text[At]) >= 0) ++At;
                string digits = Text.Substring(start, At - start);
                if (long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole)) return whole;
                return decimal.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture);
            }

            private string Letters()
            {
                Need('"');
                var letters = new StringBuilder();
                for (; ; ++At)
                {
                    if (At >= Text.Length || Text[At] < ' ') throw new FormatException("not JSON");
                    char letter = Text[At];
                    if (letter == '"') break;
                    if (letter == '\\')
                    {
                        if (++At >= Text.Length) throw new FormatException("not JSON");
                        int known = "\"\\/bfnrt".IndexOf(Text[At]);
                        if (known >= 0) letter = "\"\\/\b\f\n\r\t"[known];
                        else if (Text[At] != 'u' || At + 4 >= Text.Length) throw new FormatException("not JSON");
                        else
                        {
                            letter = (char)int.Parse(Text.Substring(At + 1, 4), NumberStyles.AllowHexSpecifier);
                            At += 4;
                        }
                    }
                    letters.Append(letter);
                }
                ++At;
                return letters.ToString();
            }
        }
    }
}
