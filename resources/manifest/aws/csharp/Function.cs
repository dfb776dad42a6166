using System;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace App
{
    /// <summary>What Lambda calls. The clients live as long as the instance.</summary>
    public sealed class Function
    {
        private static readonly Handler Handler = new Handler(new Steps(new AwsServices()).Run);

        public async Task<Stream> Handle(Stream input, ILambdaContext context)
        {
            // "Root=1-…;Parent=…;Sampled=1", of this invocation.
            Log.Trace = Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID") ?? context.AwsRequestId;
            string text;
            using (var reader = new StreamReader(input, Encoding.UTF8)) text = await reader.ReadToEndAsync();
            object answer = await Handler.Handle(Json.Read(text), CancellationToken.None);
            return new MemoryStream(Encoding.UTF8.GetBytes(Json.Write(answer)));
        }
    }
}
