using System.Collections.Generic;

namespace App
{
    /// <summary>The status and the body of a response.</summary>
    internal sealed class Answer
    {
        public Answer(int status, Dictionary<string, object> body)
        {
            Status = status;
            Body = body;
        }

        public int Status { get; }

        public Dictionary<string, object> Body { get; }

        public static Answer Refusal(List<string> problems)
        {
            Log.Warn("request refused", "problems", problems);
            return new Answer(
                400, new Dictionary<string, object> { ["error"] = "invalid input", ["problems"] = problems });
        }
    }
}
