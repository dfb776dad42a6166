using System;

namespace App
{
    /// <summary>The conditions of a call; times in milliseconds. Each method gives another guard.</summary>
    internal sealed class Guard
    {
        public enum Randomness { None, Equal, Full }

        public static readonly Guard None = new Guard();

        private double backoffMs;
        private bool constant;
        private double? capMs;
        private Randomness randomness;

        private Guard() { }

        public double? TimeoutMs { get; private set; }

        public int Retries { get; private set; }

        public RetryBudget RetryBudget { get; private set; }

        public Breaker CircuitBreaker { get; private set; }

        public Guard Timeout(double ms) { return With(guard => guard.TimeoutMs = ms); }

        /// <summary>The wait doubles from retry to retry.</summary>
        public Guard Retry(int times, double firstWaitMs)
        {
            return With(guard =>
            {
                guard.Retries = times;
                guard.backoffMs = firstWaitMs;
            });
        }

        /// <summary>The wait stays the same.</summary>
        public Guard Steady() { return With(guard => guard.constant = true); }

        public Guard Cap(double ms) { return With(guard => guard.capMs = ms); }

        public Guard Jitter(Randomness kind) { return With(guard => guard.randomness = kind); }

        public Guard Budget(RetryBudget of) { return With(guard => guard.RetryBudget = of); }

        public Guard Breaker(Breaker of) { return With(guard => guard.CircuitBreaker = of); }

        /// <summary>
        /// The wait before the n-th retry: all of the backoff as grown and capped, anything from half to all of it (equal
        /// jitter) or anything from 0 to all of it (full jitter). `random` is from 0 to 1.
        /// </summary>
        public double WaitMs(int n, double random)
        {
            double most = constant ? backoffMs : backoffMs * Math.Pow(2, Math.Min(n - 1, 20));
            if (capMs != null) most = Math.Min(most, capMs.Value);
            switch (randomness)
            {
                case Randomness.Equal: return most * (0.5 + 0.5 * random);
                case Randomness.Full: return most * random;
                default: return most;
            }
        }

        private Guard With(Action<Guard> change)
        {
            var copy = (Guard)MemberwiseClone();
            change(copy);
            return copy;
        }
    }
}
