namespace App
{
    /// <summary>
    /// Lets at most `share` as many retries through as there were first attempts. The count belongs to one instance of the
    /// function.
    /// </summary>
    internal sealed class RetryBudget
    {
        private readonly object access = new object();
        private readonly double share;
        private long firstAttempts;
        private long retries;

        public RetryBudget(double share)
        {
            this.share = share;
        }

        public void Begin()
        {
            lock (access) firstAttempts += 1;
        }

        public bool Spend()
        {
            lock (access)
            {
                if (retries + 1 > share * firstAttempts) return false;
                retries += 1;
                return true;
            }
        }
    }
}
