using System;
using System.Collections.Generic;
using System.Diagnostics;

namespace App
{
    /// <summary>
    /// Opens when `failures` happened within `withinMs`; while open, calls fail at once; after `openMs` probes are let
    /// through, one at a time, and it closes after `probes` successful ones in a row. The state belongs to one instance of
    /// the function.
    /// </summary>
    internal sealed class Breaker
    {
        /// <summary>The call isn't made.</summary>
        public sealed class Open : Exception
        {
            public Open() : base("circuit breaker is open") { }
        }

        private readonly object access = new object();
        private readonly int failures;
        private readonly double withinMs;
        private readonly double openMs;
        private readonly int probes;
        private readonly Func<double> nowMs;
        private readonly List<double> failureTimes = new List<double>();
        private bool open;
        private double openUntil;
        private double? probeSince; // null: no probe is under way
        private int probesOk;

        public Breaker(int failures, double withinMs, double openMs, int probes, Func<double> nowMs = null)
        {
            this.failures = failures;
            this.withinMs = withinMs;
            this.openMs = openMs;
            this.probes = probes;
            this.nowMs = nowMs ?? (() => Stopwatch.GetTimestamp() * 1000.0 / Stopwatch.Frequency);
        }

        public void Enter()
        {
            lock (access)
            {
                if (!open) return;
                double now = nowMs();
                // A probe whose invocation was ended gives no answer, so it counts for one open time.
                bool probing = probeSince != null && now < probeSince.Value + openMs;
                if (probing || now < openUntil) throw new Open();
                probeSince = now;
            }
        }

        public void Succeeded()
        {
            lock (access)
            {
                if (probeSince == null) return;
                probeSince = null;
                probesOk += 1;
                if (probesOk < probes) return;
                open = false;
                failureTimes.Clear();
            }
        }

        public void Failed()
        {
            lock (access)
            {
                double now = nowMs();
                if (probeSince != null)
                {
                    probeSince = null;
                    probesOk = 0;
                    openUntil = now + openMs;
                    return;
                }
                if (open) return; // of a call that began before it opened
                failureTimes.RemoveAll(time => now - time >= withinMs);
                failureTimes.Add(now);
                if (failureTimes.Count < failures) return;
                open = true;
                probesOk = 0;
                openUntil = now + openMs;
            }
        }
    }
}
