using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;
using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;

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

        private readonly AmazonSecretsManagerClient client = new AmazonSecretsManagerClient();
        private readonly ConcurrentDictionary<string, Known> known = new ConcurrentDictionary<string, Known>();

        public async Task<string> Value(string arn, double maxAgeMs, CancellationToken cancel)
        {
            if (known.TryGetValue(arn, out Known found) && DateTime.UtcNow < found.Until) return found.Value;
            var request = new GetSecretValueRequest { SecretId = arn };
            string value = (await client.GetSecretValueAsync(request, cancel)).SecretString;
            known[arn] = new Known { Value = value, Until = DateTime.UtcNow.AddMilliseconds(maxAgeMs) };
            return value;
        }
    }
}
