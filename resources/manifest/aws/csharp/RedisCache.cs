using System;
using System.Globalization;
using System.Threading.Tasks;
using StackExchange.Redis;

namespace App
{
    /// <summary>
    /// A cache of ElastiCache Serverless, which speaks cluster mode over TLS behind one host name. Connects at the first use.
    /// </summary>
    internal sealed class RedisCache
    {
        private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);

        private readonly Lazy<Task<ConnectionMultiplexer>> connection;

        public RedisCache(string host, string port)
        {
            connection = new Lazy<Task<ConnectionMultiplexer>>(() => Connect(host, port));
        }

        /// <summary>The text, or null.</summary>
        public async Task<string> Get(string key)
        {
            return await (await Database()).StringGetAsync(key);
        }

        public async Task Set(string key, string text)
        {
            await (await Database()).StringSetAsync(key, text, Kept);
        }

        public async Task Delete(string key)
        {
            await (await Database()).KeyDeleteAsync(key);
        }

        private static Task<ConnectionMultiplexer> Connect(string host, string port)
        {
            var options = new ConfigurationOptions
            {
                Ssl = true,
                AbortOnConnectFail = false,
                ConnectTimeout = 2000,
                AsyncTimeout = 2000
            };
            options.EndPoints.Add(host, int.Parse(port, CultureInfo.InvariantCulture));
            return ConnectionMultiplexer.ConnectAsync(options);
        }

        private async Task<IDatabase> Database()
        {
            return (await connection.Value).GetDatabase();
        }
    }
}
