using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;
using Azure.Security.KeyVault.Secrets;

namespace App
{
    /// <summary>Values of secrets. A rotated secret is seen after the given time.</summary>
    internal sealed class Secrets
    {
        public const double FiveMinutesMs = 300000;

        private sealed class Known
        {
            public string Value;
            public DateTime Until;
        }

        private readonly SecretClient client =
            new SecretClient(new Uri(Environment.GetEnvironmentVariable("VAULT_URL")), Credentials.Own);
        private readonly ConcurrentDictionary<string, Known> known = new ConcurrentDictionary<string, Known>();

        public async Task<string> Value(string name, double maxAgeMs, CancellationToken cancel)
        {
            if (known.TryGetValue(name, out Known found) && DateTime.UtcNow < found.Until) return found.Value;
            KeyVaultSecret secret = await client.GetSecretAsync(name, cancellationToken: cancel);
            known[name] = new Known { Value = secret.Value, Until = DateTime.UtcNow.AddMilliseconds(maxAgeMs) };
            return secret.Value;
        }
    }
}
