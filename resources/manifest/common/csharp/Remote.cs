using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace App
{
    /// <summary>One HTTPS request with JSON both ways. An answer of 500 or more, or 429, may be tried again.</summary>
    internal sealed class Remote
    {
        /// <summary>An answer that is none.</summary>
        public sealed class Failed : Exception
        {
            private readonly int status;

            public Failed(HttpMethod method, Uri url, int status) : base(method + " " + url.Host + " answered " + status)
            {
                this.status = status;
            }

            public bool MayRetry { get { return status >= 500 || status == 429; } }
        }

        private readonly HttpClient client = new HttpClient();

        /// <summary>A value as one part of a URL's path.</summary>
        public static string Encoded(object value)
        {
            return Uri.EscapeDataString(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
        }

        /// <summary>`body`, `token` and `idempotencyKey` may be null.</summary>
        public async Task<object> Request(
            string method, string url, Dictionary<string, object> body, string token, string idempotencyKey,
            CancellationToken cancel)
        {
            using (var request = new HttpRequestMessage(new HttpMethod(method), url))
            {
                request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
                if (body != null) request.Content = new StringContent(Json.Write(body), Encoding.UTF8, "application/json");
                if (token != null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
                if (idempotencyKey != null) request.Headers.Add("idempotency-key", idempotencyKey);
                using (HttpResponseMessage answer = await client.SendAsync(request, cancel))
                {
                    if (!answer.IsSuccessStatusCode)
                    {
                        throw new Failed(request.Method, request.RequestUri, (int)answer.StatusCode);
                    }
                    string text = await answer.Content.ReadAsStringAsync();
                    return text.Length == 0 ? null : Json.Read(text);
                }
            }
        }
    }
}
