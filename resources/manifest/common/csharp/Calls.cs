using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace App
{
    /// <summary>Time limit, retries and circuit breaker around one call, and steps side by side.</summary>
    internal sealed class Calls
    {
        private static readonly Random Shared = new Random();

        private readonly Func<Exception, bool> mayRetry;
        private readonly Func<double, CancellationToken, Task> pause;
        private readonly Func<double> random;

        /// <summary>
        /// `mayRetry` says which failures may be tried again. A breaker that is open is none of them, a passed time limit is
        /// one.
        /// </summary>
        public Calls(
            Func<Exception, bool> mayRetry, Func<double, CancellationToken, Task> pause = null, Func<double> random = null)
        {
            this.mayRetry = mayRetry;
            this.pause = pause ?? Pause;
            this.random = random ?? Draw;
        }

        public static Task Pause(double milliseconds, CancellationToken cancel)
        {
            return Task.Delay(TimeSpan.FromMilliseconds(milliseconds), cancel);
        }

        /// <summary>A number from 0 to 1.</summary>
        public static double Draw()
        {
            lock (Shared) return Shared.NextDouble();
        }

        /// <summary>Calls `work`. A fault of the caller isn't retried.</summary>
        public async Task<T> Attempt<T>(Guard guard, Func<CancellationToken, Task<T>> work, CancellationToken cancel)
        {
            guard.RetryBudget?.Begin();
            for (int tries = 1; ; tries += 1)
            {
                guard.CircuitBreaker?.Enter();
                try
                {
                    T result = await WithTimeout(work, guard.TimeoutMs, cancel);
                    guard.CircuitBreaker?.Succeeded();
                    return result;
                }
                catch (Exception error) when (!cancel.IsCancellationRequested)
                {
                    bool again = error is TimeoutException || mayRetry(error);
                    if (again) guard.CircuitBreaker?.Failed();
                    else guard.CircuitBreaker?.Succeeded();
                    if (!again || tries > guard.Retries) throw;
                    if (guard.RetryBudget != null && !guard.RetryBudget.Spend()) throw;
                    Log.Warn("retry", "tries", tries, "error", error);
                }
                await pause(guard.WaitMs(tries, random()), cancel);
            }
        }

        /// <summary>The same for a call without an answer.</summary>
        public Task Attempt(Guard guard, Func<CancellationToken, Task> work, CancellationToken cancel)
        {
            return Attempt(
                guard,
                async limited =>
                {
                    await work(limited);
                    return true;
                },
                cancel);
        }

        private static async Task<T> WithTimeout<T>(
            Func<CancellationToken, Task<T>> work, double? timeoutMs, CancellationToken cancel)
        {
            if (timeoutMs == null) return await work(cancel);
            var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            Task<T> running = Task.Run(() => work(limit.Token));
            await Task.WhenAny(running, Task.Delay(TimeSpan.FromMilliseconds(timeoutMs.Value), limit.Token));
            bool ended = running.IsCompleted;
            limit.Cancel(); // the delay, or the call where it still waits
            if (ended) return await running;
            Forget(running);
            cancel.ThrowIfCancellationRequested();
            throw new TimeoutException("no answer within " + timeoutMs + " ms");
        }

        /// <summary>
        /// Runs the branches at the same time and returns when all have ended; the first failure is thrown at once.
        /// </summary>
        public static Task Parallel(params Func<Task>[] branches)
        {
            return Side(branches, branches.Length, branches.Length);
        }

        /// <summary>Does `work` so many times, at most `limit` of them at once.</summary>
        public static Task Rounds(int times, int limit, Func<Task> work)
        {
            return Side(Enumerable.Repeat(work, times).ToArray(), times, limit);
        }

        /// <summary>
        /// Starts all branches and returns when `count` of them have ended; the rest goes on unwatched. Throws the failure
        /// after which `count` can't be reached any more.
        /// </summary>
        public static Task FirstOf(int count, params Func<Task>[] branches)
        {
            return Side(branches, count, branches.Length);
        }

        private static async Task Side(IReadOnlyList<Func<Task>> branches, int count, int limit)
        {
            var waiting = new Queue<Func<Task>>(branches);
            var running = new List<Task>();
            while (running.Count < limit && waiting.Count > 0) running.Add(Task.Run(waiting.Dequeue()));
            int failed = 0;
            for (int done = 0; done < count;)
            {
                Task ended = await Task.WhenAny(running);
                running.Remove(ended);
                try
                {
                    await ended;
                    done += 1;
                    if (waiting.Count > 0) running.Add(Task.Run(waiting.Dequeue()));
                }
                catch (Exception error)
                {
                    failed += 1;
                    if (failed > branches.Count - count)
                    {
                        running.ForEach(Forget);
                        throw;
                    }
                    Log.Warn("branch failed", "error", error);
                }
            }
            running.ForEach(Forget);
        }

        /// <summary>Nobody waits for it any more, so its failure is nobody's.</summary>
        private static void Forget(Task running)
        {
            running.ContinueWith(ended => ended.Exception, TaskScheduler.Default);
        }
    }
}
