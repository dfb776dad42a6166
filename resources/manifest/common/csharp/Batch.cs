using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace App
{
    /// <summary>
    /// The messages of one invocation and which of them have failed. A failed message takes no part in later steps.
    /// </summary>
    internal sealed class Batch
    {
        private readonly List<KeyValuePair<string, Dictionary<string, object>>> messages =
            new List<KeyValuePair<string, Dictionary<string, object>>>();
        private readonly List<KeyValuePair<string, Exception>> failures = new List<KeyValuePair<string, Exception>>();

        public void Add(string id, Dictionary<string, object> input)
        {
            lock (messages) messages.Add(new KeyValuePair<string, Dictionary<string, object>>(id, input));
        }

        /// <summary>The first failure of a message is the one that is told.</summary>
        public void Fail(string id, Exception error)
        {
            lock (messages)
            {
                if (!HasFailed(id)) failures.Add(new KeyValuePair<string, Exception>(id, error));
            }
        }

        /// <summary>Ids of failed messages and why they failed, in the order of their failing.</summary>
        public IReadOnlyList<KeyValuePair<string, Exception>> Failures
        {
            get { lock (messages) return failures.ToList(); }
        }

        /// <summary>
        /// A step for each message, one after the other. Where it fails, `caught` makes up for it, if there is one.
        /// </summary>
        public async Task Each(Func<Dictionary<string, object>, Task> step, Func<Dictionary<string, object>, Task> caught = null)
        {
            foreach (KeyValuePair<string, Dictionary<string, object>> message in Live())
            {
                try
                {
                    await CarryOut(step, caught, message.Value);
                }
                catch (Exception error) // any failure of a step is the message's
                {
                    Fail(message.Key, error);
                }
            }
        }

        /// <summary>
        /// A step for the whole batch: it gets the first message's fields and all messages. Its failure fails the batch.
        /// </summary>
        public async Task Once(Func<Dictionary<string, object>, Task> step, Func<Dictionary<string, object>, Task> caught = null)
        {
            List<KeyValuePair<string, Dictionary<string, object>>> live = Live();
            if (live.Count == 0) return;
            Dictionary<string, object> input = live[0].Value;
            if (live.Count > 1)
            {
                input = new Dictionary<string, object>(input);
                input["messages"] = live.Select(message => (object)message.Value).ToList();
            }
            await CarryOut(step, caught, input);
        }

        private bool HasFailed(string id)
        {
            return failures.Any(failure => failure.Key == id);
        }

        private List<KeyValuePair<string, Dictionary<string, object>>> Live()
        {
            lock (messages) return messages.Where(message => !HasFailed(message.Key)).ToList();
        }

        private static async Task CarryOut(
            Func<Dictionary<string, object>, Task> step, Func<Dictionary<string, object>, Task> caught,
            Dictionary<string, object> input)
        {
            Exception failure = null;
            try
            {
                await step(input);
            }
            catch (Exception error) when (caught != null)
            {
                failure = error;
            }
            if (failure == null) return;
            Log.Warn("caught", "error", failure);
            await caught(input);
        }
    }
}
