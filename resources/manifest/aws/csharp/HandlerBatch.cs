using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;

namespace App
{
    /// <summary>
    /// Takes batches of messages and records (and requests or direct invocations as batches of one), checks every one and
    /// hands them to `steps`. Messages of a queue that fail go back to it alone; a record that fails fails its batch. `steps`
    /// are a parameter so that the tests need neither the SDK nor a network.
    /// </summary>
    internal sealed class Handler
    {
        private static readonly Contract Contract = InputContract.Contract;

        private readonly Func<Batch, CancellationToken, Task> steps;

        public Handler(Func<Batch, CancellationToken, Task> steps)
        {
            this.steps = steps;
        }

        public async Task<object> Handle(object value, CancellationToken cancel)
        {
            List<Dictionary<string, object>> records = Events.Records(value);
            if (records != null) return await TakeRecords(records, cancel);
            Dictionary<string, object> thing = Json.Object(value);
            if (thing != null && Events.IsSocket(thing))
            {
                return await AnswerWeb(thing, Events.SocketInput(thing, Contract), cancel);
            }
            if (thing != null && Http.IsRequest(thing))
            {
                return await AnswerWeb(thing, Http.Input(thing, Contract.MaxBytes), cancel);
            }
            foreach (object input in Events.InputsOf(value, Contract))
            {
                List<string> problems = Contract.ProblemsOf(input);
                if (problems.Count > 0) throw new InvalidInput(problems);
                await RunOne(Json.Object(input), cancel);
            }
            return new Dictionary<string, object> { ["status"] = "done" };
        }

        private async Task<object> TakeRecords(List<Dictionary<string, object>> records, CancellationToken cancel)
        {
            var batch = new Batch();
            foreach (Dictionary<string, object> record in records)
            {
                string id = Events.RecordId(record);
                try
                {
                    foreach (object input in Events.RecordInputs(record, Contract))
                    {
                        List<string> problems = Contract.ProblemsOf(input);
                        if (problems.Count > 0) throw new InvalidInput(problems);
                        batch.Add(id, Json.Object(input));
                    }
                }
                catch (Exception error)
                {
                    batch.Fail(id, error);
                }
            }
            await steps(batch, cancel);
            IReadOnlyList<KeyValuePair<string, Exception>> failures = batch.Failures;
            foreach (KeyValuePair<string, Exception> failure in failures)
            {
                Log.Error("message failed", "id", failure.Key, "error", failure.Value);
            }
            Log.Info("batch done", "messages", records.Count, "failed", failures.Count);
            if (Events.TakesBackItems(records))
            {
                return new Dictionary<string, object>
                {
                    ["batchItemFailures"] = failures
                        .Select(failure => (object)new Dictionary<string, object> { ["itemIdentifier"] = failure.Key })
                        .ToList()
                };
            }
            if (failures.Count > 0) ExceptionDispatchInfo.Capture(failures[0].Value).Throw();
            return null;
        }

        private async Task<object> AnswerWeb(Dictionary<string, object> thing, Taken taken, CancellationToken cancel)
        {
            List<string> problems = taken.ProblemsBy(Contract);
            if (problems.Count > 0) return Http.Refusal(thing, problems);
            await RunOne(taken.Input, cancel);
            return Http.Done();
        }

        private async Task RunOne(Dictionary<string, object> input, CancellationToken cancel)
        {
            var batch = new Batch();
            batch.Add("direct", input);
            await steps(batch, cancel);
            if (batch.Failures.Count == 0) return;
            Log.Error("request failed", "error", batch.Failures[0].Value);
            ExceptionDispatchInfo.Capture(batch.Failures[0].Value).Throw();
        }
    }
}
