using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace App.Tests
{
    public class CallsTests
    {
        private sealed class Down : Exception { }

        private static readonly CancellationToken Never = CancellationToken.None;

        private readonly List<double> waits = new List<double>();
        private readonly Calls calls;

        public CallsTests()
        {
            calls = new Calls(
                error => error is Down,
                (milliseconds, cancel) =>
                {
                    waits.Add(milliseconds);
                    return Task.CompletedTask;
                },
                () => 0.5);
        }

        /// <summary>Fails so many times, then says how often it was called.</summary>
        private static Func<CancellationToken, Task<int>> Failing(int times)
        {
            int count = 0;
            return async cancel =>
            {
                await Task.Yield();
                if (Interlocked.Increment(ref count) <= times) throw new Down();
                return count;
            };
        }

        private async Task<List<double>> WaitsOf(Guard guard)
        {
            waits.Clear();
            await Assert.ThrowsAsync<Down>(() => calls.Attempt(guard, Failing(99), Never));
            return waits.ToList();
        }

        [Fact]
        public async Task TriesAgainAsOftenAsStated()
        {
            Assert.Equal(3, await calls.Attempt(Guard.None.Retry(2, 0), Failing(2), Never));
            await Assert.ThrowsAsync<Down>(() => calls.Attempt(Guard.None.Retry(2, 0), Failing(3), Never));
        }

        [Fact]
        public async Task AFaultOfTheCallerIsNotTriedAgain()
        {
            int count = 0;
            Func<CancellationToken, Task<int>> refused = cancel =>
            {
                count += 1;
                throw new ArgumentException("bad request");
            };
            await Assert.ThrowsAsync<ArgumentException>(() => calls.Attempt(Guard.None.Retry(5, 0), refused, Never));
            Assert.Equal(1, count);
        }

        [Fact]
        public async Task WaitsDoubleUpToTheCapOrStayTheSame()
        {
            Assert.Equal(new List<double> { 100, 200, 400 }, await WaitsOf(Guard.None.Retry(3, 100)));
            Assert.Equal(new List<double> { 100, 200, 250, 250 }, await WaitsOf(Guard.None.Retry(4, 100).Cap(250)));
            Assert.Equal(new List<double> { 50, 50, 50 }, await WaitsOf(Guard.None.Retry(3, 50).Steady()));
        }

        [Fact]
        public async Task JitterIsOfAllOfTheWaitOrOfItsSecondHalf()
        {
            Guard equal = Guard.None.Retry(3, 100).Jitter(Guard.Randomness.Equal);
            Guard full = Guard.None.Retry(3, 100).Jitter(Guard.Randomness.Full);
            var draws = new List<double> { 0, 0.5, 1 };
            Assert.Equal(new List<double> { 200, 300, 400 }, draws.Select(draw => equal.WaitMs(3, draw)).ToList());
            Assert.Equal(new List<double> { 0, 200, 400 }, draws.Select(draw => full.WaitMs(3, draw)).ToList());
            Assert.Equal(new List<double> { 50, 100, 200 }, await WaitsOf(full));
            Assert.Equal(500.0, Guard.None.Retry(9, 100).Cap(1000).Jitter(Guard.Randomness.Full).WaitMs(9, 0.5));
        }

        [Fact]
        public async Task ABudgetBoundsTheRetriesByTheFirstAttempts()
        {
            Guard guard = Guard.None.Retry(2, 0).Budget(new RetryBudget(0.1));
            int retries = 0;
            for (int n = 0; n < 30; n += 1) retries += (await WaitsOf(guard)).Count;
            Assert.Equal(3, retries);
        }

        [Fact]
        public async Task ACallThatTakesTooLongIsGivenUpAndCancelled()
        {
            var cancelled = new TaskCompletionSource<bool>();
            Func<CancellationToken, Task<int>> work = async cancel =>
            {
                cancel.Register(() => cancelled.TrySetResult(true));
                await Task.Delay(Timeout.Infinite, cancel);
                return 0;
            };
            await Assert.ThrowsAsync<TimeoutException>(() => calls.Attempt(Guard.None.Timeout(10), work, Never));
            Assert.Same(cancelled.Task, await Task.WhenAny(cancelled.Task, Task.Delay(5000)));
        }

        [Fact]
        public async Task WhatTheCallerCancelsIsNotTriedAgain()
        {
            using (var caller = new CancellationTokenSource())
            {
                Func<CancellationToken, Task<int>> work = async cancel =>
                {
                    caller.Cancel();
                    await Task.Delay(Timeout.Infinite, cancel);
                    return 0;
                };
                await Assert.ThrowsAnyAsync<OperationCanceledException>(
                    () => calls.Attempt(Guard.None.Timeout(5000).Retry(3, 0), work, caller.Token));
            }
            Assert.Empty(waits);
        }

        [Fact]
        public async Task TheBreakerOpensLetsOneProbeThroughAndCloses()
        {
            double now = 0;
            Guard guard = Guard.None.Breaker(new Breaker(2, 1000, 500, 1, () => now));
            for (int n = 0; n < 2; n += 1) await Assert.ThrowsAsync<Down>(() => calls.Attempt(guard, Failing(1), Never));
            await Assert.ThrowsAsync<Breaker.Open>(() => calls.Attempt(guard, Failing(0), Never));
            now = 500;
            await Assert.ThrowsAsync<Down>(() => calls.Attempt(guard, Failing(1), Never));
            await Assert.ThrowsAsync<Breaker.Open>(() => calls.Attempt(guard, Failing(0), Never));
            now = 1000;
            Assert.Equal(1, await calls.Attempt(guard, Failing(0), Never));
            Assert.Equal(1, await calls.Attempt(guard, Failing(0), Never));
        }

        [Fact]
        public void TheBreakerClosesAfterAsManySuccessfulProbesInARowAsStated()
        {
            double now = 0;
            var breaker = new Breaker(1, 1000, 500, 2, () => now);
            breaker.Failed();
            now = 500;
            breaker.Enter();
            Assert.Throws<Breaker.Open>(() => breaker.Enter()); // one probe at a time
            breaker.Succeeded();
            breaker.Enter();
            breaker.Failed(); // opens again, and the first probe is forgotten
            Assert.Throws<Breaker.Open>(() => breaker.Enter());
            now = 1000;
            for (int probe = 0; probe < 2; probe += 1)
            {
                breaker.Enter();
                breaker.Succeeded();
            }
            breaker.Enter();
            breaker.Enter();
        }

        [Fact]
        public void AProbeWithoutAnAnswerCountsForOneOpenTime()
        {
            double now = 0;
            var breaker = new Breaker(1, 1000, 500, 1, () => now);
            breaker.Failed();
            now = 500;
            breaker.Enter();
            now = 999;
            Assert.Throws<Breaker.Open>(() => breaker.Enter());
            now = 1000;
            breaker.Enter();
        }

        [Fact]
        public async Task BranchesRunAtTheSameTime()
        {
            var first = new TaskCompletionSource<bool>();
            var second = new TaskCompletionSource<bool>();
            await Calls.Parallel(
                async () =>
                {
                    first.SetResult(true);
                    await second.Task;
                },
                async () =>
                {
                    second.SetResult(true);
                    await first.Task;
                });
            await Assert.ThrowsAsync<Down>(() => Calls.Parallel(() => Failing(1)(Never), () => Failing(0)(Never)));
        }

        [Fact]
        public async Task RoundsAreAllDoneSoManyAtOnce()
        {
            int running = 0, most = 0, done = 0;
            var access = new object();
            await Calls.Rounds(5, 2, async () =>
            {
                lock (access) most = Math.Max(most, ++running);
                await Calls.Pause(2, Never);
                lock (access)
                {
                    --running;
                    ++done;
                }
            });
            Assert.Equal(5, done);
            Assert.Equal(2, most);
        }

        [Fact]
        public async Task TheFirstSoManyOfTheBranchesAreWaitedFor()
        {
            var late = new TaskCompletionSource<bool>();
            int ended = 0;
            Func<Task> ending = () =>
            {
                Interlocked.Increment(ref ended);
                return Task.CompletedTask;
            };
            await Calls.FirstOf(2, () => late.Task, ending, ending);
            Assert.Equal(2, ended);
            await Calls.FirstOf(1, () => Failing(1)(Never), () => Failing(1)(Never), ending);
            Assert.Equal(3, ended);
            await Assert.ThrowsAsync<Down>(() => Calls.FirstOf(2, () => Failing(1)(Never), () => late.Task));
            late.SetResult(true);
        }
    }
}
