using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace App
{
    /// <summary>
    /// Checks requests, and inputs that services hand over, and hands them to `steps`, which are a parameter so that the
    /// tests need neither the SDK nor a network.
    /// </summary>
    internal sealed class Handler
    {
        private static readonly Contract Contract = InputContract.Contract;

        private readonly Func<Dictionary<string, object>, CancellationToken, Task<Dictionary<string, object>>> steps;

        public Handler(Func<Dictionary<string, object>, CancellationToken, Task<Dictionary<string, object>>> steps)
        {
            this.steps = steps;
        }

        public async Task<Answer> AnswerTo(Request request, CancellationToken cancel)
        {
            var problems = new List<string>();
            Dictionary<string, object> input = HttpInput.Read(request, Routes.All, Contract.MaxBytes, problems);
            if (problems.Count == 0) problems = Contract.ProblemsOf(input);
            if (problems.Count > 0) return Answer.Refusal(problems);
            Dictionary<string, object> found = await steps(input, cancel);
            return new Answer(HttpInput.SuccessStatus(request.Method, found), WithKeys(input, found));
        }

        /// <summary>One after the other; one that fails fails them all.</summary>
        public async Task Take(IEnumerable<object> inputs, CancellationToken cancel)
        {
            foreach (object input in inputs)
            {
                List<string> problems = Contract.ProblemsOf(input);
                if (problems.Count > 0) throw new InvalidInput(problems);
                await steps(Json.Object(input), cancel);
            }
        }

        private static Dictionary<string, object> WithKeys(
            Dictionary<string, object> input, Dictionary<string, object> found)
        {
            var answer = new Dictionary<string, object>();
            foreach (string name in Contract.Fields.Keys) answer[name] = input[name];
            foreach (KeyValuePair<string, object> field in found) answer[field.Key] = field.Value;
            return answer;
        }
    }
}
