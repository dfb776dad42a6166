using Azure.Core;
using Azure.Identity;

namespace App
{
    /// <summary>Who the function app is to other services.</summary>
    internal static class Credentials
    {
        /// <summary>In Azure the managed identity of the app, on a developer's machine who is signed in there.</summary>
        public static readonly TokenCredential Own = new DefaultAzureCredential();
    }
}
