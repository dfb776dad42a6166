using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace App
{
    /// <summary>
    /// Takes requests, single records and direct invocations, checks them and hands them to `steps`, which are a parameter so
    /// that the tests need neither the SDK nor a network.
    /// </summary>
    internal sealed class Handler
    {
        private static readonly Contract Contract = InputContract.Contract;

        private readonly Func<Dictionary<string, object>, CancellationToken, Task<Dictionary<string, object>>> steps;

        public Handler(Func<Dictionary<string, object>, CancellationToken, Task<Dictionary<string, object>>> steps)
        {
            this.steps = steps;
        }

        public async Task<object> Handle(object value, CancellationToken cancel)
        {
            List<Dictionary<string, object>> records = Events.Records(value);
            if (records != null) return await TakeRecords(records, cancel);
            Dictionary<string, object> thing = Json.Object(value);
            if (thing != null && Events.IsSocket(thing)) return await AnswerSocket(thing, cancel);
            if (thing != null && Http.IsRequest(thing)) return await AnswerRequest(thing, cancel);
            object last = null;
            foreach (object input in Events.InputsOf(value, Contract)) last = await Answer(input, cancel);
            return last;
        }

        /// <summary>Records of a topic or store come one by one; the service tries again what fails.</summary>
        private async Task<object> TakeRecords(List<Dictionary<string, object>> records, CancellationToken cancel)
        {
            foreach (Dictionary<string, object> record in records)
            {
                foreach (object input in Events.RecordInputs(record, Contract)) await Answer(input, cancel);
            }
            return null;
        }

        private async Task<object> AnswerSocket(Dictionary<string, object> thing, CancellationToken cancel)
        {
            Taken taken = Events.SocketInput(thing, Contract);
            List<string> problems = taken.ProblemsBy(Contract);
            if (problems.Count > 0) return Http.Refusal(thing, problems);
            await steps(taken.Input, cancel);
            return Http.Done();
        }

        private async Task<object> AnswerRequest(Dictionary<string, object> request, CancellationToken cancel)
        {
            Taken taken = Http.Input(request, Contract.MaxBytes);
            List<string> problems = taken.ProblemsBy(Contract);
            if (problems.Count > 0) return Http.Refusal(request, problems);
            try
            {
                Dictionary<string, object> found = await steps(taken.Input, cancel);
                Log.Info("request done", "requestId", Http.RequestId(request));
                return Http.Response(Http.SuccessStatus(request, found), WithKeys(taken.Input, found));
            }
            catch (Exception error)
            {
                Log.Error("request failed", "requestId", Http.RequestId(request), "error", error);
                throw; // counted as an error of the function; the caller sees 500 and no details
            }
        }

        private async Task<object> Answer(object input, CancellationToken cancel)
        {
            List<string> problems = Contract.ProblemsOf(input);
            if (problems.Count > 0) throw new InvalidInput(problems);
            return WithKeys(Json.Object(input), await steps(Json.Object(input), cancel));
        }

        private static Dictionary<string, object> WithKeys(
            Dictionary<string, object> input, Dictionary<string, object> found)
        {
            var answer = new Dictionary<string, object>();
            foreach (string name in Contract.Fields.Keys) answer[name] = input[name];
            Http.Merge(answer, found);
            return answer;
        }
    }
}
