using System;
using System.Collections.Generic;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;

namespace App
{
    /// <summary>
    /// Checks requests, and batches that services hand over, and hands them to `steps` as batches. They are a parameter so
    /// that the tests need neither the SDK nor a network.
    /// </summary>
    internal sealed class Handler
    {
        private static readonly Contract Contract = InputContract.Contract;

        private readonly Func<Batch, CancellationToken, Task> steps;

        public Handler(Func<Batch, CancellationToken, Task> steps)
        {
            this.steps = steps;
        }

        /// <summary>A request is a batch of one.</summary>
        public async Task<Answer> AnswerTo(Request request, CancellationToken cancel)
        {
            var problems = new List<string>();
            Dictionary<string, object> input = HttpInput.Read(request, Routes.All, Contract.MaxBytes, problems);
            if (problems.Count == 0) problems = Contract.ProblemsOf(input);
            if (problems.Count > 0) return Answer.Refusal(problems);
            await Take(new object[] { input }, cancel);
            return new Answer(200, new Dictionary<string, object> { ["status"] = "done" });
        }

        /// <summary>All are tried; one that fails fails the batch, which the service hands over again.</summary>
        public async Task Take(IEnumerable<object> inputs, CancellationToken cancel)
        {
            var batch = new Batch();
            int number = 0;
            foreach (object input in inputs)
            {
                string id = number.ToString();
                List<string> problems = Contract.ProblemsOf(input);
                if (problems.Count == 0) batch.Add(id, Json.Object(input));
                else batch.Fail(id, new InvalidInput(problems));
                ++number;
            }
            await steps(batch, cancel);
            IReadOnlyList<KeyValuePair<string, Exception>> failures = batch.Failures;
            foreach (KeyValuePair<string, Exception> failure in failures)
            {
                Log.Error("message failed", "id", failure.Key, "error", failure.Value);
            }
            Log.Info("batch done", "messages", number, "failed", failures.Count);
            if (failures.Count > 0) ExceptionDispatchInfo.Capture(failures[0].Value).Throw();
        }
    }
}
